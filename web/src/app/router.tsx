import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '@/api/accounts.ts';
import { NotFound, PageFault } from './page-fault.tsx';
import {
  readAddCameraSearch,
  readAlertSearch,
  readDataProtectionSearch,
  readDoorSearch,
  readEditorSearch,
  readLawSearch,
  readLiveSearch,
  readLogSearch,
  readNotificationSearch,
  readRecordingsSearch,
  readSignInSearch,
  readStatisticsSearch,
} from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: readDoorSearch,
  component: lazyRouteComponent(() => import('./pages/setup-page.tsx'), 'SetupPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./pages/register-page.tsx'), 'RegisterPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  errorComponent: PageFault,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview-page.tsx'), 'OverviewPage'),
});

const live = createRoute({
  getParentRoute: () => signedIn,
  path: '/live',
  validateSearch: readLiveSearch,
  component: lazyRouteComponent(() => import('./pages/live-page.tsx'), 'LivePage'),
});

const cameras = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras',
  component: lazyRouteComponent(() => import('./pages/cameras-page.tsx'), 'CamerasPage'),
});

const addCamera = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/new',
  validateSearch: readAddCameraSearch,
  component: lazyRouteComponent(() => import('./pages/add-camera-page.tsx'), 'AddCameraPage'),
});

const importCameras = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/import',
  component: lazyRouteComponent(() => import('./pages/import-cameras-page.tsx'), 'ImportCamerasPage'),
});

const camera = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/$cameraId',
  component: lazyRouteComponent(() => import('./pages/camera-page.tsx'), 'CameraPage'),
});

const zoneEditor = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/$cameraId/editor',
  validateSearch: readEditorSearch,
  component: lazyRouteComponent(() => import('./pages/zone-editor-page.tsx'), 'ZoneEditorPage'),
});

const alerts = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts',
  validateSearch: readAlertSearch,
  component: lazyRouteComponent(() => import('./pages/alerts-page.tsx'), 'AlertsPage'),
});

const statistics = createRoute({
  getParentRoute: () => signedIn,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: lazyRouteComponent(() => import('./pages/statistics-page.tsx'), 'StatisticsPage'),
});

const dataProtection = createRoute({
  getParentRoute: () => signedIn,
  path: '/data-protection',
  validateSearch: readDataProtectionSearch,
  component: lazyRouteComponent(() => import('./pages/data-protection-page.tsx'), 'DataProtectionPage'),
});

const log = createRoute({
  getParentRoute: () => signedIn,
  path: '/log',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./pages/log-page.tsx'), 'LogPage'),
});

const law = createRoute({
  getParentRoute: () => signedIn,
  path: '/law',
  validateSearch: readLawSearch,
  component: lazyRouteComponent(() => import('./pages/law-page.tsx'), 'LawPage'),
});

const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: '/notifications',
  validateSearch: readNotificationSearch,
  component: lazyRouteComponent(() => import('./pages/notifications-page.tsx'), 'NotificationsPage'),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/people-page.tsx'), 'PeoplePage'),
});

const recordings = createRoute({
  getParentRoute: () => signedIn,
  path: '/recordings',
  validateSearch: readRecordingsSearch,
  component: lazyRouteComponent(() => import('./pages/recordings-page.tsx'), 'RecordingsPage'),
});

const places = createRoute({
  getParentRoute: () => signedIn,
  path: '/places',
  component: lazyRouteComponent(() => import('./pages/places-page.tsx'), 'PlacesPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
});

const tree = root.addChildren([
  signIn,
  setup,
  register,
  signedIn.addChildren([
    overview,
    live,
    cameras,
    addCamera,
    importCameras,
    camera,
    zoneEditor,
    alerts,
    statistics,
    law,
    dataProtection,
    notifications,
    log,
    people,
    places,
    recordings,
    account,
  ]),
]);

/** The addresses of the interface; each page is its own file on the wire. */
export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    scrollToTopSelectors: ['#content'],
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
