import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '@/api/download.ts';

interface DownloadTextProps {
  /** name of the file as it is saved */
  readonly name: string;
  readonly text: string;
  readonly children: string;
}

/** Saves a text that the page has already. */
export function DownloadText({ name, text, children }: DownloadTextProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      onClick={() => saveFile(new Blob([text], { type: 'application/json' }), name)}
    >
      {children}
    </Button>
  );
}
