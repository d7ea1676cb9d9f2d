import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { download } from '@/api/download.ts';
import { ActionFault } from './action-fault.tsx';

interface DownloadButtonProps {
  readonly path: string;
  /** name of the file as it is saved */
  readonly name: string;
  readonly children: string;
}

/** Saves a file of the server; says why when there is none. */
export function DownloadButton({ path, name, children }: DownloadButtonProps) {
  const saving = useMutation({ mutationFn: () => download(path, name) });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {children}
      </Button>
      <ActionFault fault={saving.error} />
    </>
  );
}
