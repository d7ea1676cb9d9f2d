import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CameraGate } from '#features/privacy/legal-schema.ts';
import { gateQuery, openSetupSession } from '@/api/legal.ts';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { useReading } from '@/components/use-reading.ts';
import { useRuleKind } from '@/components/use-rule-kind.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { mergeAnswers } from './merge-answers.ts';
import { useLawChanged } from './record-list.tsx';

const minutes = 30;

/** What the law allows of one camera: what it may give, what it may not, and what would lift that. */
export function CameraLaw({ cameraId }: { readonly cameraId: number }) {
  const { data: gate, error, refetch } = useQuery(gateQuery(cameraId));
  if (gate !== undefined) return <GateAnswers gate={gate} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={4} height={28} />;
}

function GateAnswers({ gate }: { readonly gate: CameraGate }) {
  const { t } = useTranslation();
  const read = useReading();
  const nameOf = useRuleKind();
  return (
    <>
      <ul className={records.list}>
        {mergeAnswers(gate.answers).map(({ output, detectors, allowed, rule, lift }) => (
          <li key={`${output} ${allowed} ${detectors.join()}`}>
            <div className={records.head}>
              <strong>{t(`law.output.${output}`, { defaultValue: output })}</strong>
              <Badge tone={allowed ? 'good' : 'quiet'} icon={allowed ? IconCircleCheck : IconBan}>
                {t(allowed ? 'law.allowed' : 'law.refused')}
              </Badge>
            </div>
            {detectors.length > 0 && <p className="soft">{detectors.map(nameOf).join(', ')}</p>}
            {rule !== null && <p>{read(rule)}</p>}
            {lift !== null && (
              <p>
                <strong>{t('law.lift')}</strong> {read(lift)}
              </p>
            )}
          </li>
        ))}
      </ul>
      <SetupSession cameraId={gate.cameraId} />
    </>
  );
}

function SetupSession({ cameraId }: { readonly cameraId: number }) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const mayWrite = usePermission('configuration:write');
  if (!mayWrite) return null;
  return (
    <div className={`${form.buttons} ${form.padded}`}>
      <WordsButton
        label={t('law.setup.motive')}
        shortest={5}
        act={async (motive) => {
          await openSetupSession(cameraId, { motive, minutes });
          await changed();
        }}
      >
        {t('law.setup.open')}
      </WordsButton>
      <span className="soft small">{t('law.setup.help', { count: minutes })}</span>
    </div>
  );
}
