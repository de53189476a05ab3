import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './backend/queryClient.ts';
import { router } from './routes.tsx';
import { theme } from './theme/theme.ts';

/** The page. Mantine writes no style element: its variables are static (theme/mantineTokens.css) and its global classes unused. */
export const App = () => (
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Notifications position="bottom-right" transitionDuration={100} />
    </QueryClientProvider>
  </MantineProvider>
);
