import { Button } from 'antd';
import { useRef, useState } from 'react';
import { messageOf, uploadFile } from '../lib/client.ts';

interface Props {
  label: string;
  /** Where it goes, and as what. */
  edge: string;
  purpose: string;
  value?: string;
  onChange?: (fileId: string) => void;
}
/** A scan: sent as soon as it is chosen, its id is what the form holds. */
export function FileField({ label, edge, purpose, value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    setSaid('');
    try {
      onChange?.(await uploadFile(edge, purpose, file));
      setSaid(file.name);
    } catch (trouble) {
      setSaid(messageOf(trouble));
    }
    setBusy(false);
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,application/pdf"
        aria-label={label}
        hidden
        onChange={({ target }) => target.files?.[0] && void send(target.files[0])}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {value ? '换一份' : '选照片或 PDF'}
      </Button>{' '}
      <span role="status">{said || (value ? '传好了' : '')}</span>
    </div>
  );
}
