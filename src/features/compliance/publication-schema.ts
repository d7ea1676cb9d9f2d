import { type Static, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';
import { ControllerDraft } from './controller-schema.ts';

const Words = Type.Object({ en: Type.String(), fr: Type.String() });
const Regime = Type.Union([Type.Literal('rgpd'), Type.Literal('titre-iii')]);
const Day = Type.String({ format: 'date' });

/** The register of cameras that is published: what anybody may read of each. */
export const CameraRegister = Type.Object({
  territory: Type.String(),
  controller: ControllerDraft,
  rulePack: Type.String(),
  statisticsDelay: Words,
  cameras: Type.Array(
    Type.Object({
      name: Type.String(),
      place: Type.Union([
        Type.Literal('public-road'),
        Type.Literal('open-to-public'),
        Type.Literal('closed-site'),
      ]),
      /** where it stands; of a closed site nobody is told */
      position: Type.Union([Type.Object({ latitude: Type.Number(), longitude: Type.Number() }), Type.Null()]),
      purposes: Type.Array(
        Type.Object({
          title: Words,
          law: Words,
          ground: Words,
          recipients: Type.Array(Type.String()),
          from: Day,
          until: Type.Union([Day, Type.Null()]),
        }),
      ),
      analyses: Type.Array(Words),
      countsPassages: Type.Boolean(),
      raisesAlerts: Type.Boolean(),
      keptDays: Type.Integer({ minimum: 0 }),
    }),
  ),
});
export type CameraRegister = Static<typeof CameraRegister>;

/** The record of processing activities of a territory: everything that serves one purpose is one (GDPR art. 30(1)). */
export const ProcessingRecord = Type.Object({
  territory: Type.String(),
  controller: ControllerDraft,
  madeAt: Instant,
  activities: Type.Array(
    Type.Object({
      purpose: Words,
      name: Type.String(),
      law: Words,
      ground: Words,
      regime: Regime,
      cameras: Type.Array(Type.String()),
      people: Words,
      data: Words,
      recipients: Type.Array(Type.String()),
      transfers: Words,
      retention: Words,
      measures: Words,
    }),
  ),
});

const Place = Type.Object({ latitude: Type.Number(), longitude: Type.Number() });

/** A camera that moved, and the notice to the prefect. */
export const MoveNotice = Type.Object({
  cameraId: Id,
  name: Type.String(),
  atMs: Type.Number({ description: 'milliseconds since 1970' }),
  from: Place,
  to: Place,
  metres: Type.Number(),
  text: Words,
});
