import { useTranslation } from 'react-i18next';
import type { ControllerDraft } from '#features/compliance/controller-schema.ts';
import styles from './whom-to-write-to.module.css';

/** Who answers for the cameras, which rights one has, and where to turn. */
export function WhomToWriteTo({ controller }: { readonly controller: ControllerDraft }) {
  const { t } = useTranslation();
  const { dpo, authority } = controller;
  const nobody = controller.name === undefined && dpo?.email === undefined;
  return (
    <div className={styles.pair}>
      <section className={styles.part} aria-labelledby="register-controller">
        <h2 id="register-controller">{t('register.controllerTitle')}</h2>
        {nobody ? (
          <p>{t('register.nobody')}</p>
        ) : (
          <address className={styles.address}>
            <strong>{controller.name}</strong>
            <span>{controller.representative}</span>
            <span className={styles.lines}>{controller.address}</span>
            <Contact email={controller.email} phone={controller.phone} />
          </address>
        )}
      </section>
      <section className={styles.part} aria-labelledby="register-rights">
        <h2 id="register-rights">{t('register.rightsTitle')}</h2>
        <p>{t('register.rights')}</p>
        {dpo !== undefined && (
          <address className={styles.address}>
            <span className="soft">{t('register.writeTo')}</span>
            <strong>{dpo.name ?? t('register.dpo')}</strong>
            {dpo.name !== undefined && <span>{t('register.dpo')}</span>}
            <Contact email={dpo.email} phone={dpo.phone} />
          </address>
        )}
        {authority?.name !== undefined && (
          <address className={styles.address}>
            <span className="soft">{t('register.complain')}</span>
            <strong>{authority.name}</strong>
            <span className={styles.lines}>{authority.address}</span>
          </address>
        )}
      </section>
    </div>
  );
}

function Contact({
  email,
  phone,
}: {
  readonly email: string | undefined;
  readonly phone: string | undefined;
}) {
  return (
    <>
      {email !== undefined && <a href={`mailto:${email}`}>{email}</a>}
      {phone !== undefined && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
    </>
  );
}
