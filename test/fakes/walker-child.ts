import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { hostAnalysis } from '#app/analysis-host.ts';
import { WalkerDetector } from './walker-detector.ts';

// Real streams, and a detector that costs nothing: what a stream does to the others is seen undisturbed.
// The model `clock+3600000@<ms>` sets the clock of the system by so much at a moment.
hostAnalysis((init, log) => {
  const [, byMs = 0, atMs = 0] = (/^clock([+-]\d+)@(\d+)/.exec(init.model) ?? []).map(Number);
  return Promise.resolve({
    detector: new WalkerDetector(),
    source: createFrameSource({
      log,
      filesDirectory: init.sourcesDirectory,
      allowAddress: (address) => address === '127.0.0.1',
      hardware: 'none',
      stallMs: 3000,
      clock: () => Date.now() + (Date.now() > atMs ? byMs : 0),
    }),
  });
});
