import { useMatches } from '@tanstack/react-router';
import { HelpButton, type HelpPage } from '@/components/help-button.tsx';

const pages: Readonly<Record<string, HelpPage>> = {
  '/': 'overview',
  '/live': 'live',
  '/alerts': 'alerts',
  '/cameras': 'cameras',
  '/cameras/$cameraId': 'camera',
  '/cameras/new': 'addCamera',
  '/cameras/import': 'addCamera',
  '/recordings': 'recordings',
  '/statistics': 'statistics',
  '/notifications': 'notifications',
  '/law': 'law',
  '/data-protection': 'dataProtection',
  '/log': 'log',
  '/people': 'people',
  '/places': 'places',
  '/account': 'account',
  '/sign-in': 'signIn',
  '/setup': 'setup',
  '/register': 'register',
};

/** The help of the page that is open. */
export function HelpOfPage() {
  const address = useMatches({ select: (matches) => matches.at(-1)?.fullPath });
  return <HelpButton page={pages[address ?? ''] ?? 'other'} />;
}
