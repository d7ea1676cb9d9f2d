import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CameraView, cameraQuery } from '@/api/cameras.ts';
import { Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { AddressStep, type FoundAddress } from '@/features/cameras/wizard/address-step.tsx';
import { DoneStep } from '@/features/cameras/wizard/done-step.tsx';
import { MaskStep } from '@/features/cameras/wizard/mask-step.tsx';
import { PlaceStep } from '@/features/cameras/wizard/place-step.tsx';
import { RuleStep } from '@/features/cameras/wizard/rule-step.tsx';
import { StepsBar, type WizardStep, wizardSteps } from '@/features/cameras/wizard/steps-bar.tsx';
import { MaskEditor } from '@/features/zones/editor/mask-editor.tsx';

const route = getRouteApi('/signed-in/cameras/new');

/** /cameras/new: a camera from its address to its first counts. Once it is stored, the address of the page keeps the place. */
export function AddCameraPage() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { camera: cameraId, step = 'mask' } = route.useSearch();
  const [found, setFound] = useState<FoundAddress>();
  const [picture, setPicture] = useState<NonNullable<FoundAddress['test']>['picture']>(null);
  const begun: WizardStep = found === undefined ? 'address' : 'place';
  const at = cameraId === undefined ? begun : step;
  const goTo = (camera: number | undefined, next?: 'mask' | 'rule' | 'done'): void =>
    void navigate({ search: { ...(camera === undefined ? {} : { camera }), ...(next && { step: next }) } });
  const number = wizardSteps.indexOf(at) + 1;
  return (
    <>
      <PageHeader title={t('addCamera.title')} />
      <StepsBar at={at} />
      <Panel
        title={t(`addCamera.steps.${at}`)}
        note={t('addCamera.stepOf', { number, count: wizardSteps.length })}
      >
        {at === 'address' && (
          <AddressStep
            onFound={(address) => {
              setFound(address);
              setPicture(address.test?.picture ?? null);
            }}
          />
        )}
        {at === 'place' && found !== undefined && (
          <PlaceStep found={found} onAdded={({ id }) => goTo(id, 'mask')} />
        )}
        {cameraId !== undefined && (
          <StoredSteps
            cameraId={cameraId}
            step={step}
            picture={picture}
            onPicture={setPicture}
            onStep={(next) => goTo(cameraId, next)}
            onAnother={() => {
              setFound(undefined);
              setPicture(null);
              goTo(undefined);
            }}
          />
        )}
      </Panel>
    </>
  );
}

interface StoredStepsProps {
  readonly cameraId: number;
  readonly step: 'mask' | 'rule' | 'done';
  readonly picture: NonNullable<FoundAddress['test']>['picture'];
  readonly onPicture: (picture: NonNullable<FoundAddress['test']>['picture']) => void;
  readonly onStep: (step: 'rule' | 'done') => void;
  readonly onAnother: () => void;
}

function StoredSteps({ cameraId, step, ...rest }: StoredStepsProps) {
  const { data: camera, error, refetch } = useQuery(cameraQuery(cameraId));
  if (camera !== undefined) return <StepOf camera={camera} step={step} {...rest} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={3} height={48} />;
}

function StepOf({
  camera,
  step,
  picture,
  onPicture,
  onStep,
  onAnother,
}: Omit<StoredStepsProps, 'cameraId'> & { readonly camera: CameraView }) {
  switch (step) {
    case 'mask':
      return (
        <MaskStep
          camera={camera}
          picture={picture}
          onPicture={onPicture}
          onDone={() => onStep('rule')}
          drawing={({ picture: drawnOn, ...parts }) => (
            <MaskEditor camera={camera} {...parts}>
              {drawnOn}
            </MaskEditor>
          )}
        />
      );
    case 'rule':
      return <RuleStep camera={camera} picture={picture} onDone={() => onStep('done')} />;
    case 'done':
      return <DoneStep camera={camera} onAnother={onAnother} />;
  }
}
