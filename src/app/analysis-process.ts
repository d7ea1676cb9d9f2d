import { keepCompiled, openCompileCache } from './compile-cache.ts';

openCompileCache();
const { hostAnalysis } = await import('./analysis-host.ts');
const { openEngine } = await import('./open-engine.ts');
hostAnalysis(openEngine);
keepCompiled();
