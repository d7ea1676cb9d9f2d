import {
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core';

/** The one accent; `variables.css` holds the same ten steps, since no style element is injected at run time. */
const blue: MantineColorsTuple = [
  '#eef3fc',
  '#dbe5f8',
  '#b9cdf1',
  '#94b2e9',
  '#7199e1',
  '#4f80d8',
  '#2b5fc2',
  '#2452aa',
  '#1f4791',
  '#193a77',
];

const settings = createTheme({
  colors: { blue },
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 6 },
  fontFamily: 'Inter, system-ui, sans-serif',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    // Locking the scroll adds a style element at run time, which the content security policy refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.4 } } },
    Menu: { defaultProps: { radius: 'sm', shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 80 } } },
  },
});

/** Mantine's settings: sizes of a dense interface, no style element that a strict policy would refuse, its own buttons named in the reader's language. */
export const mantineThemeWith = ({ close }: { readonly close: string }): MantineThemeOverride =>
  mergeThemeOverrides(settings, {
    components: {
      Modal: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
      Drawer: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
    },
  });
