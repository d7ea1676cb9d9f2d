import { useTranslation } from 'react-i18next';
import type { CameraTest, CheckFault } from '#features/cameras/check-schema.ts';
import form from '@/components/form.module.css';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './wizard.module.css';

/** What an address gave: a coarse picture and its facts, or why there is none. */
export function TestResult({ test }: { readonly test: CameraTest }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (test.fault !== null) return <CheckFaultNote fault={test.fault} />;
  const { stream, picture } = test;
  if (stream === null || picture === null) return null;
  const { width, height, framesPerSecond, waitedMs } = stream;
  const codec = stream.codec.toUpperCase();
  return (
    <div className={styles.result} role="status" data-test="works">
      <img className={styles.picture} src={pictureUrl(picture)} alt={t('addCamera.test.alt')} />
      <div className={styles.facts}>
        <strong>{t('addCamera.test.works')}</strong>
        <span>
          {framesPerSecond === null
            ? t('addCamera.test.factsNoRate', { width, height, codec })
            : t('addCamera.test.facts', { width, height, codec, rate: format.number(framesPerSecond, 1) })}
        </span>
        <span className="soft">
          {t('addCamera.test.waited', { seconds: format.number(waitedMs / 1000, 1) })}
        </span>
        <span className="soft">{t('addCamera.test.coarse')}</span>
      </div>
    </div>
  );
}

/** What is wrong with an address, and what to do. */
export function CheckFaultNote({ fault }: { readonly fault: CheckFault }) {
  const read = useReading();
  return (
    <div className={form.fault} role="alert" data-reason={fault.reason}>
      <span>
        <strong>{read(fault.message)}</strong> {read(fault.fix)}
      </span>
    </div>
  );
}

/** The picture of a test as an image of a page. */
export const pictureUrl = ({ jpeg }: NonNullable<CameraTest['picture']>): string =>
  `data:image/jpeg;base64,${jpeg}`;
