import { Button, Modal, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconCircleCheck, IconDeviceCctv, IconPhotoOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraRecording } from '#features/recording/recording-schema.ts';
import { type CameraView, camerasQuery } from '@/api/cameras.ts';
import { cameraRecordingQuery, chooseRecording } from '@/api/recordings.ts';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { useReading } from '@/components/use-reading.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { ChoiceForm } from './choice-form.tsx';

const atATime = 20;
const shortestMotive = 5;

/** What each camera keeps around its alerts, and what the law lets it keep. */
export function CameraRecordings() {
  const { t } = useTranslation();
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  const [shown, setShown] = useState(atATime);
  if (cameras === undefined)
    return error === null ? (
      <RowsLoading rows={6} height={56} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  if (cameras.length === 0)
    return (
      <Empty icon={IconDeviceCctv} title={t('recordings.kept.empty')}>
        {t('recordings.kept.emptyBody')}
      </Empty>
    );
  return (
    <>
      <div className={records.bar}>
        <p className="soft">{t('recordings.kept.help')}</p>
      </div>
      <ul className={records.list}>
        {cameras.slice(0, shown).map((camera) => (
          <li key={camera.id}>
            <CameraEntry camera={camera} />
          </li>
        ))}
      </ul>
      {shown < cameras.length && (
        <div className={form.padded}>
          <Button variant="default" onClick={() => setShown((before) => before + atATime)}>
            {t('common.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function CameraEntry({ camera }: { readonly camera: CameraView }) {
  const { data, error, refetch } = useQuery(cameraRecordingQuery(camera.id));
  return (
    <>
      {data === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={44} radius="sm" />}
      {data !== undefined && <CameraChoice camera={camera} kept={data} />}
    </>
  );
}

interface CameraChoiceProps {
  readonly camera: CameraView;
  readonly kept: CameraRecording;
}

function CameraChoice({ camera, kept }: CameraChoiceProps) {
  const { t } = useTranslation();
  const { recording, ceilingDays, refusal } = kept;
  return (
    <>
      <div className={records.head}>
        <h3>{camera.name}</h3>
        {recording === null ? (
          <Badge tone="quiet" icon={IconPhotoOff}>
            {t('recordings.kept.off')}
          </Badge>
        ) : (
          <Badge
            tone={refusal === null ? 'good' : 'critical'}
            icon={refusal === null ? IconCircleCheck : IconBan}
          >
            {t('recordings.kept.on', { count: recording.keptDays })}
          </Badge>
        )}
        <Actions camera={camera} kept={kept} />
      </div>
      {recording !== null && (
        <p>{t('recordings.kept.span', { before: recording.secondsBefore, after: recording.secondsAfter })}</p>
      )}
      {refusal === null ? (
        <p className="soft">
          {ceilingDays === 0 ? t('recordings.kept.none') : t('recordings.kept.most', { count: ceilingDays })}
        </p>
      ) : (
        <Refusal refusal={refusal} />
      )}
    </>
  );
}

function Refusal({ refusal }: { readonly refusal: NonNullable<CameraRecording['refusal']> }) {
  const { t } = useTranslation();
  const read = useReading();
  return (
    <p className="soft">
      {read(refusal.rule)} <strong>{t('law.lift')}</strong> {read(refusal.lift)}
    </p>
  );
}

function Actions({ camera, kept: { recording, ceilingDays, refusal } }: CameraChoiceProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayWrite = usePermission('legal:write');
  const [choosing, { open, close }] = useDisclosure(false);
  if (!mayWrite) return null;
  const mayKeep = refusal === null && ceilingDays > 0;
  return (
    <span className={records.actions}>
      {mayKeep && (
        <Button variant="default" size="compact-sm" onClick={open}>
          {t(recording === null ? 'recordings.kept.switchOn' : 'recordings.kept.change')}
        </Button>
      )}
      {recording !== null && (
        <WordsButton
          label={t('recordings.kept.offMotive')}
          shortest={shortestMotive}
          act={async (motive) => {
            await chooseRecording(camera.id, null, motive);
            await queryClient.invalidateQueries({ queryKey: ['recordings', 'camera', camera.id] });
          }}
        >
          {t('recordings.kept.switchOff')}
        </WordsButton>
      )}
      <Modal opened={choosing} onClose={close} title={camera.name}>
        <ChoiceForm cameraId={camera.id} before={recording} ceilingDays={ceilingDays} onDone={close} />
      </Modal>
    </span>
  );
}
