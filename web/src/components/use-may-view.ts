import { useQuery } from '@tanstack/react-query';
import { meQuery } from '@/api/accounts.ts';

/** Whether a habilitation lets the person signed in see the images of a camera now; the server checks it again. */
export function useMayView(cameraId: number): boolean {
  const { data: me } = useQuery(meQuery);
  return me?.permissions.includes('images:view') === true && me.viewable.includes(cameraId);
}

/** The same of any camera at all. */
export function useMayViewSome(): boolean {
  const { data: me } = useQuery(meQuery);
  return me?.permissions.includes('images:view') === true && me.viewable.length > 0;
}
