import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CameraView, cameraQuery } from '@/api/cameras.ts';
import { Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { LivePicture } from '@/features/video-analysis/live-picture.tsx';
import { ZoneEditor } from '@/features/zones/editor/zone-editor.tsx';
import { RulesPanel } from '@/features/zones/rules-panel.tsx';

const route = getRouteApi('/signed-in/cameras/$cameraId/editor');

/** /cameras/:id/editor: zones, lines, masks, bays and ground points drawn on the live picture, and the rules there. */
export function ZoneEditorPage() {
  const cameraId = Number(route.useParams().cameraId);
  const { data: camera, error, refetch } = useQuery(cameraQuery(cameraId));
  if (camera !== undefined) return <EditorOf key={camera.id} camera={camera} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <Skeleton height={480} radius="md" />;
}

function EditorOf({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation();
  const [spot, setSpot] = useState<readonly [number, number]>();
  const { rule } = route.useSearch();
  const navigate = route.useNavigate();
  const back = (
    <Button
      variant="default"
      leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
      renderRoot={(props) => (
        <Link {...props} to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }} />
      )}
    >
      {t('editor.back')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('editor.title', { name: camera.name })} actions={back} />
      <ZoneEditor
        camera={camera}
        spot={spot}
        picture={({ overlay, onTracks }) => (
          <LivePicture
            cameraId={camera.id}
            cameraName={camera.name}
            liveCount={camera.outputs.liveCount}
            isOff={!camera.enabled}
            overlay={overlay}
            onTracks={onTracks}
          />
        )}
      >
        <RulesPanel
          camera={camera}
          onSpot={setSpot}
          asked={rule}
          onClosed={() => void navigate({ search: {}, replace: true })}
        />
      </ZoneEditor>
    </>
  );
}
