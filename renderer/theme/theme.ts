import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Input,
  InputWrapper,
  Menu,
  ModalOverlay,
  ModalRoot,
  NativeSelect,
  Notification,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** 30 px high controls, the height of a row. */
const dense = { defaultProps: { size: 'xs' } } as const;
/** Motion under 150 ms, and none where the system asks for none. */
const quick = { duration: 100 } as const;

/** Behaviour of Mantine's parts; every colour and measure is in tokens.css and mantineTokens.css. */
export const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 28, variant: 'subtle', color: 'gray' } }),
    Button: Button.extend(dense),
    Checkbox: Checkbox.extend(dense),
    Input: Input.extend(dense),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    Menu: Menu.extend({ defaultProps: { transitionProps: quick, shadow: 'md' } }),
    // The page itself never scrolls, so there is nothing to lock; the lock would write a <style> element.
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false, transitionProps: quick } }),
    ModalOverlay: ModalOverlay.extend({ defaultProps: { backgroundOpacity: 0.5 } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close this message' } } }),
    NativeSelect: NativeSelect.extend(dense),
    NumberInput: NumberInput.extend(dense),
    PasswordInput: PasswordInput.extend(dense),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 100 } }),
    Select: Select.extend(dense),
    Switch: Switch.extend({ defaultProps: { size: 'xs', withThumbIndicator: false } }),
    TextInput: TextInput.extend(dense),
    Textarea: Textarea.extend(dense),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: quick } }),
  },
});
