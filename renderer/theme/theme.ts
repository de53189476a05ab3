import {
  type ActionIconProps,
  type ButtonProps,
  type CheckboxProps,
  createTheme,
  type InputProps,
  type InputWrapperProps,
  type MenuProps,
  type ModalOverlayProps,
  type ModalRootProps,
  type NativeSelectProps,
  type NotificationProps,
  type NumberInputProps,
  type PasswordInputProps,
  type SegmentedControlProps,
  type SwitchProps,
  type TextareaProps,
  type TextInputProps,
  type TooltipProps,
} from '@mantine/core';

/** A part's defaults by its name alone: naming the part itself would load it with the window. */
const defaults = <Props>(defaultProps: Partial<Props>) => ({ defaultProps });

/** 30 px high controls, the height of a row. */
const dense = { size: 'xs' } as const;
/** Motion under 150 ms, and none where the system asks for none. */
const quick = { duration: 100 } as const;

/** Behaviour of Mantine's parts; every colour and measure is in tokens.css and mantineTokens.css. */
export const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: defaults<ActionIconProps>({ size: 28, variant: 'subtle', color: 'gray' }),
    Button: defaults<ButtonProps>(dense),
    Checkbox: defaults<CheckboxProps>(dense),
    Input: defaults<InputProps>(dense),
    InputWrapper: defaults<InputWrapperProps>({ inputWrapperOrder: ['label', 'input', 'description', 'error'] }),
    Menu: defaults<MenuProps>({ transitionProps: quick, shadow: 'md' }),
    // The page itself never scrolls, so there is nothing to lock; the lock would write a <style> element.
    ModalRoot: defaults<ModalRootProps>({ lockScroll: false, transitionProps: quick }),
    ModalOverlay: defaults<ModalOverlayProps>({ backgroundOpacity: 0.5 }),
    Notification: defaults<NotificationProps>({ closeButtonProps: { 'aria-label': 'Close this message' } }),
    NativeSelect: defaults<NativeSelectProps>(dense),
    NumberInput: defaults<NumberInputProps>(dense),
    PasswordInput: defaults<PasswordInputProps>(dense),
    SegmentedControl: defaults<SegmentedControlProps>({ size: 'xs', transitionDuration: 100 }),
    Switch: defaults<SwitchProps>({ size: 'xs', withThumbIndicator: false }),
    TextInput: defaults<TextInputProps>(dense),
    Textarea: defaults<TextareaProps>(dense),
    Tooltip: defaults<TooltipProps>({ openDelay: 350, transitionProps: quick }),
  },
});
