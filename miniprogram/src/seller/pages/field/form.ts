/** What each form of a field is given. */
export interface FormProps {
  plotId: string;
  close: () => void;
  saved: () => Promise<void>;
}
