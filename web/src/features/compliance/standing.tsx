import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '#features/compliance/evidence-schema.ts';
import { evidenceQuery } from '@/api/compliance.ts';
import { Badge } from '@/components/badge.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './standing.module.css';

type Finding = Evidence['findings'][number];

/** How this instance stands, rule by rule; what asks for something to be done comes first. */
export function Standing() {
  const { data, error, refetch } = useQuery(evidenceQuery);
  if (data !== undefined) return <Findings evidence={data} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={8} height={44} />;
}

const statuses = ['action', 'held', 'idle'] as const;
const looks = {
  action: { tone: 'warning', icon: IconAlertTriangle },
  held: { tone: 'good', icon: IconCircleCheck },
  idle: { tone: 'quiet', icon: IconCircleDashed },
} as const;

function Findings({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { findings, madeAt } = evidence;
  const count = findings.filter(({ status }) => status === 'action').length;
  const sorted = statuses.flatMap((status) => findings.filter((finding) => finding.status === status));
  return (
    <>
      <div className={records.bar}>
        <p>
          <strong>
            {count === 0 ? t('compliance.standing.noAction') : t('compliance.standing.action', { count })}
          </strong>{' '}
          <span className="soft">{t('compliance.standing.at', { at: format.dateAndTime(madeAt) })}</span>
        </p>
      </div>
      <ul className={records.list}>
        {sorted.map((finding) => (
          <FindingEntry key={finding.row} finding={finding} />
        ))}
        <li>
          <p className="soft">{t('compliance.standing.bundleHelp')}</p>
          <div className={form.buttons}>
            <DownloadButton path="/api/v1/compliance/evidence/bundle" name="evidence.json">
              {t('compliance.standing.bundle')}
            </DownloadButton>
          </div>
        </li>
      </ul>
    </>
  );
}

function FindingEntry({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const read = useReading();
  const { row, status, words } = finding;
  return (
    <li>
      <div className={styles.finding}>
        <Badge {...looks[status]}>{t(`compliance.standing.status.${status}`)}</Badge>
        <span>{read(words)}</span>
        <PartThatMends row={row} />
      </div>
    </li>
  );
}

/** The part of the pages where a row of docs/compliance.md is kept; none for a row it does not know. */
function PartThatMends({ row }: { readonly row: string }) {
  const { t } = useTranslation();
  const mayReadLog = usePermission('audit:read');
  switch (row) {
    case 'F01':
      return (
        <Link to="/law" search={{ part: 'pack' }}>
          {t('law.part.pack')}
        </Link>
      );
    case 'F02':
      return (
        <Link to="/law" search={{ part: 'purposes' }}>
          {t('law.part.purposes')}
        </Link>
      );
    case 'F04':
    case 'F05':
    case 'F06':
    case 'F31':
      return <Link to="/cameras">{t('shell.cameras')}</Link>;
    case 'F09':
      return (
        <Link to="/law" search={{ part: 'authorisations' }}>
          {t('law.part.authorisations')}
        </Link>
      );
    case 'F12':
      return mayReadLog ? <Link to="/log">{t('shell.log')}</Link> : null;
    default:
      return <PartOfThisPage row={row} />;
  }
}

const partsOfThisPage = { F19: 'controller', F21: 'requests', F23: 'assessment', F24: 'breaches' } as const;

function PartOfThisPage({ row }: { readonly row: string }) {
  const { t } = useTranslation();
  const part = Object.entries(partsOfThisPage).find(([known]) => known === row)?.[1];
  if (part === undefined) return null;
  return (
    <Link to="/data-protection" search={{ part }}>
      {t(`compliance.part.${part}`)}
    </Link>
  );
}
