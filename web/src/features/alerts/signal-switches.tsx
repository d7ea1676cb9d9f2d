import { ActionIcon, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBell, IconBellOff, IconVolume, IconVolumeOff, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeKey, ring, soundKey } from './alert-signal.ts';

/** Sound and desktop notices of new alerts, switched for this device. */
export function SignalSwitches() {
  const { t } = useTranslation();
  const [hasSound, setSound] = useLocalStorage({ key: soundKey, defaultValue: false });
  const [hasNotice, setNotice] = useLocalStorage({ key: noticeKey, defaultValue: false });
  const [isRefused, setRefused] = useState(false);
  const switchSound = (): void => {
    // The browser lets a page sound only after somebody acted on it.
    if (!hasSound) ring('warning');
    setSound(!hasSound);
  };
  const switchNotice = async (): Promise<void> => {
    if (hasNotice || !('Notification' in window)) {
      setRefused(!('Notification' in window));
      setNotice(false);
      return;
    }
    const answer = await Notification.requestPermission();
    setRefused(answer !== 'granted');
    setNotice(answer === 'granted');
  };
  return (
    <>
      <Switch
        isOn={hasSound}
        label={t('desk.sound')}
        icons={[IconVolume, IconVolumeOff]}
        onSwitch={switchSound}
      />
      <Switch
        isOn={hasNotice}
        label={t(isRefused ? 'desk.noticeRefused' : 'desk.notice')}
        icons={[IconBell, IconBellOff]}
        onSwitch={() => void switchNotice()}
      />
    </>
  );
}

interface SwitchProps {
  readonly isOn: boolean;
  readonly label: string;
  readonly icons: readonly [on: TablerIcon, off: TablerIcon];
  readonly onSwitch: () => void;
}

function Switch({ isOn, label, icons, onSwitch }: SwitchProps) {
  const Icon = icons[isOn ? 0 : 1];
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'default'}
        size={36}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onSwitch}
      >
        <Icon size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
