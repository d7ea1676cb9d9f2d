import { hostAnalysis } from './analysis-host.ts';
import { openEngine } from './open-engine.ts';

hostAnalysis(openEngine);
