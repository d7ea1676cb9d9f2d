import { useTranslation } from 'react-i18next';
import type { Link } from '@/api/people.ts';
import { CopyText } from '@/components/copy-text.tsx';
import form from '@/components/form.module.css';
import { useFormat } from '@/components/use-format.ts';

/** A link that works once, to be handed to its person. */
export function HandedLink({ link }: { readonly link: Link }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={form.form}>
      <CopyText label={t('people.link')} text={new URL(link.path, location.origin).href} />
      <p className="soft">{t('people.linkHelp', { at: format.dateAndTime(link.expiresAt) })}</p>
    </div>
  );
}
