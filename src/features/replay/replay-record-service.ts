import type { AuditEntry } from '#foundation/audit.ts';
import type { ReplayHead } from './replay-schema.ts';
import type { ReplayService } from './replay-service.ts';

/** Logs who tries which rule on which camera; what cannot be logged is not done. */
export function recordReplays<Draft>(
  replays: ReplayService<Draft>,
  record: (entry: AuditEntry) => Promise<void>,
): ReplayService<Draft> {
  const entryOf = (
    verb: string,
    { id, cameraId, source }: Pick<ReplayHead, 'id' | 'cameraId' | 'source'>,
  ): AuditEntry => ({
    action: `replay.${verb}`,
    subject: { kind: 'replay', id },
    cameraId,
    details: { source },
  });
  return {
    ...replays,
    async begin(rule, source) {
      const replay = await replays.begin(rule, source);
      try {
        await record(entryOf('begin', replay));
      } catch (fault) {
        await replays.remove(replay.id);
        throw fault;
      }
      return replay;
    },
    async receiveClip(id, content) {
      await record(entryOf('clip', replays.find(id)));
      return replays.receiveClip(id, content);
    },
    async remove(id) {
      await record(entryOf('remove', replays.find(id)));
      await replays.remove(id);
    },
  };
}
