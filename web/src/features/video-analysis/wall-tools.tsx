import { ActionIcon, Button, Checkbox, Popover, ScrollArea, SegmentedControl, Switch } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDeviceCctv,
  IconMaximize,
  IconMinimize,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '@/api/cameras.ts';
import { chooseVideo, useVideoWanted } from './video-choice.ts';
import { canPlayVideo } from './video-player.ts';
import type { WallChoice } from './wall-layout.ts';
import styles from './wall-tools.module.css';

const sizes = [1, 4, 9, 16] as const;

interface WallToolsProps {
  readonly all: readonly CameraView[];
  readonly chosen: readonly CameraView[];
  readonly size: (typeof sizes)[number];
  readonly choice: WallChoice;
  readonly onChange: (choice: WallChoice) => void;
  readonly isFullScreen: boolean;
  readonly onFullScreen: () => void;
}

/** Which cameras, how many at once, as video or not, and full screen. */
export function WallTools(props: WallToolsProps) {
  const { all, chosen, size, choice, onChange, isFullScreen, onFullScreen } = props;
  const { t } = useTranslation();
  const Screen = isFullScreen ? IconMinimize : IconMaximize;
  return (
    <div className={styles.tools}>
      <CameraChoice all={all} chosen={chosen} choice={choice} onChange={onChange} />
      <SegmentedControl
        size="xs"
        aria-label={t('live.grid')}
        value={String(size)}
        onChange={(value) => {
          const wanted = sizes.find((one) => String(one) === value);
          if (wanted !== undefined) onChange({ ...choice, size: wanted });
        }}
        data={sizes.map(String)}
      />
      <VideoSwitch />
      <ActionIcon
        variant="default"
        size={30}
        onClick={onFullScreen}
        aria-label={t(isFullScreen ? 'live.leaveFullScreen' : 'live.fullScreen')}
      >
        <Screen size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

/** Video instead of the pictures of the analysis, where this browser plays it. */
export function VideoSwitch() {
  const { t } = useTranslation();
  const isVideo = useVideoWanted();
  if (!canPlayVideo()) return null;
  return (
    <Switch
      size="sm"
      label={t('live.video')}
      title={t('live.videoHelp')}
      checked={isVideo}
      onChange={(event) => chooseVideo(event.currentTarget.checked)}
    />
  );
}

type CameraChoiceProps = Pick<WallToolsProps, 'all' | 'chosen' | 'choice' | 'onChange'>;

function CameraChoice({ all, chosen, choice, onChange }: CameraChoiceProps) {
  const { t } = useTranslation();
  const ids = new Set(chosen.map(({ id }) => id));
  const choose = (id: number, isChosen: boolean): void => {
    const next = all.filter((camera) => (camera.id === id ? isChosen : ids.has(camera.id)));
    if (next.length > 0) onChange({ ...choice, cameras: next.map((camera) => camera.id).join(',') });
  };
  const chooseAll = (): void => {
    const { cameras: _all, ...rest } = choice;
    onChange(rest);
  };
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconDeviceCctv size={16} aria-hidden="true" />}>
          {t('live.chosen', { count: chosen.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('live.choose')}>
        <ScrollArea.Autosize mah={320} className={styles.choice}>
          {all.map((camera) => (
            <Checkbox
              key={camera.id}
              size="sm"
              label={camera.name}
              checked={ids.has(camera.id)}
              onChange={(event) => choose(camera.id, event.currentTarget.checked)}
            />
          ))}
        </ScrollArea.Autosize>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={chooseAll}
          disabled={choice.cameras === undefined}
        >
          {t('live.all')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface WallPagesProps {
  readonly from: number;
  readonly shown: number;
  readonly count: number;
  readonly onTurn: (step: 1 | -1) => void;
}

/** Turns the pages of a wall that holds more cameras than it shows at once. */
export function WallPages({ from, shown, count, onTurn }: WallPagesProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.pages}>
      <ActionIcon
        variant="default"
        onClick={() => onTurn(-1)}
        disabled={from === 0}
        aria-label={t('live.earlier')}
      >
        <IconChevronLeft size={18} aria-hidden="true" />
      </ActionIcon>
      <span role="status">{t('live.range', { from: from + 1, to: from + shown, count })}</span>
      <ActionIcon
        variant="default"
        onClick={() => onTurn(1)}
        disabled={from + shown >= count}
        aria-label={t('live.later')}
      >
        <IconChevronRight size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
