import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import type { Answer, App } from '#http/http-server.ts';
import type { AnalysisStatus } from './analysis-status.ts';

/** What is measured for Prometheus. */
export interface Metrics {
  onAnswer(answer: Answer): void;
  onAlert(change: 'raised' | 'decided' | 'undone'): void;
  onReport(outcome: 'stored' | 'failed'): void;
  onAuditCheck(isIntact: boolean): void;
  text(): Promise<string>;
  readonly contentType: string;
}

interface MetricsSources {
  readonly health: () => readonly CameraHealth[];
  readonly analysis: () => AnalysisStatus;
}

/** Makes the metrics; those of cameras and analysis are read when they are asked for. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registers = [new Registry()];
  const registry = registers[0] as Registry;
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'vigie_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const alerts = new Counter({
    name: 'vigie_alerts_total',
    help: 'Alerts raised, decided on and taken back since the start',
    labelNames: ['change'],
    registers,
  });
  const reports = new Counter({
    name: 'vigie_reports_total',
    help: 'Reports of the analysis stored, or failed and sent again, since the start',
    labelNames: ['outcome'],
    registers,
  });
  const intact = new Gauge({
    name: 'vigie_audit_intact',
    help: 'Whether the log of who did what was whole at its last verification since the start: 1, or 0',
    registers,
  });
  intact.set(1);
  measureCameras(registers, sources.health);
  measureAnalysis(registers, sources.analysis);
  return {
    onAnswer: ({ method, route, status, seconds: value }) =>
      seconds.observe({ method, route, status: String(status) }, value),
    onAlert: (change) => alerts.inc({ change }),
    onReport: (outcome) => reports.inc({ outcome }),
    onAuditCheck: (isIntact) => intact.set(isIntact ? 1 : 0),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function measureCameras(registers: Registry[], health: MetricsSources['health']): void {
  const gauges = {
    framesIn: ['vigie_camera_frames_in', 'Pictures received since the camera started'],
    framesAnalysed: ['vigie_camera_frames_analysed', 'Pictures analysed since the camera started'],
    framesDropped: ['vigie_camera_frames_dropped', 'Pictures dropped under load since the camera started'],
    framesPerSecond: ['vigie_camera_frames_per_second', 'Pictures analysed a second, over the last seconds'],
    delayMs: [
      'vigie_camera_delay_milliseconds',
      "From a picture's arrival to the end of its analysis, median",
    ],
    reconnections: ['vigie_camera_reconnections', 'Connections lost and made again since the camera started'],
  } as const;
  for (const [field, [name, help]] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      labelNames: ['camera'],
      registers,
      collect() {
        this.reset();
        for (const camera of health())
          this.set({ camera: String(camera.cameraId) }, camera[field as keyof typeof gauges]);
      },
    });
  }
  new Gauge({
    name: 'vigie_camera_up',
    help: '1 while the stream of the camera is analysed',
    labelNames: ['camera'],
    registers,
    collect() {
      this.reset();
      for (const { cameraId, state } of health())
        this.set({ camera: String(cameraId) }, state === 'running' ? 1 : 0);
    },
  });
}

function measureAnalysis(registers: Registry[], status: MetricsSources['analysis']): void {
  new Gauge({
    name: 'vigie_analysis_up',
    help: '1 while the analysis process is ready',
    registers,
    collect() {
      this.set(status().state === 'ready' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'vigie_analysis_restarts',
    help: 'Times the analysis process was started anew: killed, crashed, hung, memory, detector, fault',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, times] of Object.entries(status().restartsBy)) this.set({ reason }, times);
    },
  });
  new Gauge({
    name: 'vigie_analysis_memory_megabytes',
    help: 'Memory of the analysis process',
    registers,
    collect() {
      this.set(status().memoryMb);
    },
  });
}

/** The metrics, for keys with the scope metrics:read. */
export function registerMetrics(app: App, metrics: Metrics): void {
  app.get(
    '/metrics',
    { config: { permission: 'metrics:read', everyCamera: true } },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );
}
