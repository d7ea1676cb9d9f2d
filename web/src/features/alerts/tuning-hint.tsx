import { Button } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TuningSuggestion } from '#features/alerts/desk-schema.ts';
import { tuningQuery } from '@/api/alert-desk.ts';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import styles from './alert-details.module.css';

/** What could be changed in a rule whose alert was rejected, by all that was rejected lately. */
export function TuningHint({ ruleId }: { readonly ruleId: number }) {
  const { t } = useTranslation();
  const mayConfigure = usePermission('configuration:write');
  const { data } = useQuery(tuningQuery(ruleId));
  if (data === undefined) return null;
  const { suggestions, rejected, confirmed, cameraId } = data;
  return (
    <section className={styles.tuning} aria-label={t('desk.tuning')}>
      <h3>
        <IconAdjustments size={16} stroke={1.75} aria-hidden="true" />
        {t('desk.tuning')}
      </h3>
      {suggestions.length === 0 ? (
        <p className="soft">{t('desk.tuningNone', { count: rejected })}</p>
      ) : (
        <ul>
          {suggestions.map((suggestion) => (
            <Suggestion key={suggestion.kind} suggestion={suggestion} />
          ))}
        </ul>
      )}
      {suggestions.length > 0 && (
        <p className="soft small">{t('desk.tuningBasis', { rejected, confirmed })}</p>
      )}
      {suggestions.length > 0 && !mayConfigure && <p className="soft small">{t('desk.tuningAsk')}</p>}
      {mayConfigure && (
        <Button
          variant="default"
          size="compact-md"
          className={styles.tune ?? ''}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/cameras/$cameraId/editor"
              params={{ cameraId: String(cameraId) }}
              search={{ rule: ruleId }}
            />
          )}
        >
          {t('desk.toRule')}
        </Button>
      )}
    </section>
  );
}

function Suggestion({ suggestion }: { readonly suggestion: TuningSuggestion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rejected, confirmed } = suggestion;
  const hour = (value: number): string => `${String(value).padStart(2, '0')}:00`;
  const words = (): string => {
    if (suggestion.kind === 'zone') {
      const [x, y] = suggestion.point;
      return t('desk.tune.zone', { x: format.share(x), y: format.share(y) });
    }
    if (suggestion.kind === 'period')
      return t('desk.tune.period', { from: hour(suggestion.fromHour), to: hour(suggestion.toHour) });
    const { from, to } = suggestion;
    if (suggestion.kind === 'threshold')
      return t('desk.tune.threshold', { from: format.share(from), to: format.share(to) });
    return t('desk.tune.cooldown', { from: format.number(from), to: format.number(to) });
  };
  return (
    <li data-tune={suggestion.kind}>
      {words()}{' '}
      <span className="soft">
        {t('desk.tuneGone', { count: rejected })} {t('desk.tuneLost', { count: confirmed })}
      </span>
    </li>
  );
}
