import { Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import type { AuthorisationService } from './authorisation-service.ts';
import { registerAuthorisations, registerBases } from './basis-routes.ts';
import type { BasisService } from './basis-service.ts';
import type { CameraLawService } from './camera-law-service.ts';
import type { DecisionService } from './decision-service.ts';
import type { LawWatch } from './law-watch-service.ts';
import {
  CameraGate,
  ClockView,
  DecisionInput,
  LegalDecision,
  PackView,
  Purpose,
  PurposeInput,
  RevokeInput,
  SetupSessionInput,
} from './legal-schema.ts';
import type { PurposeService } from './purpose-service.ts';
import type { RulePack } from './rule-pack.ts';

/** What the routes of the law call. */
export interface LegalServices {
  readonly pack: RulePack;
  readonly purposes: PurposeService;
  readonly bases: BasisService;
  readonly authorisations: AuthorisationService;
  readonly decisions: DecisionService;
  readonly cameraLaw: Pick<CameraLawService, 'gate'>;
  readonly watch: Pick<LawWatch, 'doubtedAtMs' | 'confirmClock'>;
}

const tags = ['Law'];
const read = { permission: 'legal:read', everyCamera: true } as const;
const write = { permission: 'legal:write', everyCamera: true } as const;

/** Purposes, legal bases, authorisations, decisions, and what each camera may give. */
export function registerLegalRoutes(app: App, legal: LegalServices): void {
  registerGate(app, legal);
  registerPurposes(app, legal.purposes);
  registerBases(app, legal.bases);
  registerAuthorisations(app, legal.authorisations);
  registerDecisions(app, legal.decisions);
}

function registerGate(app: App, { pack, cameraLaw, watch }: LegalServices): void {
  app.get(
    '/api/v1/legal/pack',
    {
      config: { permission: 'configuration:read' },
      schema: {
        summary: 'The closed lists of the rule pack in use, with their words',
        tags,
        response: { 200: PackView },
      },
    },
    () => packView(pack),
  );
  app.get(
    '/api/v1/cameras/:id/gate',
    {
      config: { permission: 'configuration:read', belongsTo: 'camera' },
      schema: {
        summary:
          'What a camera may give now; of what it may not, the text that blocks and what would lift it',
        tags,
        params: IdPath,
        response: { 200: CameraGate },
      },
    },
    (request) => cameraLaw.gate(request.params.id),
  );
  app.get(
    '/api/v1/legal/clock',
    {
      config: read,
      schema: {
        summary: 'Whether the clock went astray: dated records then do not count',
        tags,
        response: { 200: ClockView },
      },
    },
    async () => clockView(await watch.doubtedAtMs()),
  );
  app.post(
    '/api/v1/legal/clock',
    {
      config: write,
      schema: {
        summary: 'Confirm that the clock is right',
        tags,
        body: RevokeInput,
        response: { 200: ClockView },
      },
    },
    async (request) => {
      await watch.confirmClock(request.body.motive);
      return clockView(null);
    },
  );
}

const clockView = (doubtedAtMs: number | null) => ({
  doubtedAt: doubtedAtMs === null ? null : new Date(doubtedAtMs).toISOString(),
});

function packView(pack: RulePack): PackView {
  const { delay } = pack.statistics;
  return {
    name: pack.name,
    country: pack.country,
    grounds: pack.grounds.map(({ code, title, warning }) => ({ code, title, warning: warning ?? null })),
    purposes: pack.purposes.map((purpose) => ({
      ...purpose,
      places: [...purpose.places],
      outputs: [...purpose.outputs],
    })),
    events: pack.events.map((event) => ({ ...event, detectors: [...event.detectors] })),
    bases: pack.bases.map((basis) => ({ ...basis })),
    statisticsDelay: typeof delay === 'string' ? delay : String(delay.minutes),
    setupSessionMinutes: pack.setupSession.mostMinutes,
    retentionDays: pack.retention.mostDays,
  };
}

function registerPurposes(app: App, purposes: PurposeService): void {
  const path = '/api/v1/legal/purposes';
  app.get(
    path,
    {
      config: { permission: 'configuration:read' },
      schema: { summary: 'The register of purposes', tags, response: { 200: WholeList(Purpose) } },
    },
    async () => ({ items: await purposes.list() }),
  );
  app.post(
    path,
    {
      config: write,
      schema: { summary: 'Add a purpose', tags, body: PurposeInput, response: { 201: Purpose } },
    },
    async (request, reply) => reply.status(201).send(await purposes.insert(request.body)),
  );
  app.patch(
    `${path}/:id`,
    {
      config: write,
      schema: {
        summary: 'Change a purpose',
        tags,
        params: IdPath,
        body: Type.Partial(PurposeInput, { additionalProperties: false }),
        response: { 200: Purpose },
      },
    },
    (request) => purposes.update(request.params.id, request.body),
  );
  app.delete(
    `${path}/:id`,
    {
      config: write,
      schema: {
        summary: 'Remove a purpose; cameras that have no other stop',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await purposes.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}

function registerDecisions(app: App, decisions: DecisionService): void {
  const path = '/api/v1/legal/decisions';
  app.get(
    path,
    {
      config: read,
      schema: {
        summary: 'Decisions about cameras: live counters, set-up sessions',
        tags,
        querystring: Type.Object({ camera: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: WholeList(LegalDecision) },
      },
    },
    async (request) => ({ items: await decisions.list(request.query.camera) }),
  );
  app.post(
    path,
    {
      config: write,
      schema: {
        summary: 'Let the counts of a public place be seen at once, until a date',
        tags,
        body: DecisionInput,
        response: { 201: LegalDecision },
      },
    },
    async (request, reply) =>
      reply.status(201).send(await decisions.decide(request.body, principalOf(request))),
  );
  app.post(
    `${path}/:id/revocation`,
    {
      config: write,
      schema: {
        summary: 'End a decision now',
        tags,
        params: IdPath,
        body: RevokeInput,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await decisions.revoke(request.params.id, request.body.motive);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/v1/cameras/:id/setup-session',
    {
      config: { permission: 'configuration:write', belongsTo: 'camera' },
      schema: {
        summary:
          'Begin a set-up session: lines and masks are drawn, counts tick meanwhile; it ends by itself',
        tags,
        params: IdPath,
        body: SetupSessionInput,
        response: { 201: LegalDecision },
      },
    },
    async (request, reply) => {
      const { motive, minutes } = request.body;
      const session = { motive, minutes };
      const by = principalOf(request);
      return reply.status(201).send(await decisions.openSetupSession(request.params.id, session, by));
    },
  );
  app.delete(
    '/api/v1/setup-sessions/:id',
    {
      config: { permission: 'configuration:write', belongsTo: 'decision' },
      schema: { summary: 'End a set-up session now', tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await decisions.closeSetupSession(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
