import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { ApiFault } from '@/api/client.ts';
import { mantineThemeWith } from '@/style/mantine-theme.ts';
import { createAppRouter } from './router.tsx';

const colorSchemes = localStorageColorSchemeManager({ key: 'vigie-colour-scheme' });

const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, fault) =>
        failures < 2 && !(fault instanceof ApiFault && fault.status < 500 && fault.status > 0),
      retryDelay: 600,
    },
  },
  // Whether the session is over is asked of the one query that knows who is signed in: a wrong password is refused alike.
  queryCache: new QueryCache({ onError: askWhenRefused }),
  mutationCache: new MutationCache({ onError: askWhenRefused }),
});

function askWhenRefused(fault: unknown): void {
  if (fault instanceof ApiFault && fault.status === 401)
    void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}

const router = createAppRouter(queryClient);

/** The whole interface. Mantine's variables come from style files: no style element is made at run time. */
export function Application() {
  const { t } = useTranslation();
  const close = t('common.close');
  const theme = useMemo(() => mantineThemeWith({ close }), [close]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
