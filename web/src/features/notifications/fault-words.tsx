import { useTranslation } from 'react-i18next';
import type { Fault } from '#features/notifications/channel-schema.ts';

/** Why a message did not get through, in plain words, and what the other side said. */
export function FaultWords({ fault }: { readonly fault: Fault }) {
  const { t } = useTranslation();
  return (
    <span>
      {t(`notifications.fault.${fault.code}`, { defaultValue: t('notifications.fault.other') })}{' '}
      {fault.detail !== '' && <span className="soft">({fault.detail})</span>}
    </span>
  );
}
