import { useState, type FormEvent } from 'react';
import { goTo } from '../lib/route.tsx';

/** What stands on a label: the code, or the address that its picture leads to. */
export function codeIn(text: string): { code: string } | { wrong: string } {
  const typed = text.trim();
  if (typed === '') return { wrong: '请把标签上的溯源码填进来' };
  if (/^https?:/i.test(typed)) {
    if (!URL.canParse(typed)) return { wrong: '这个网址不完整，请重新扫一次' };
    const { origin, pathname } = new URL(typed);
    const [, code] = /^\/(?:trace|t)\/([^/]+)$/.exec(pathname) ?? [];
    if (origin !== location.origin || !code) return { wrong: '这是别的平台的码，这里查不到' };
    return { code: decodeURIComponent(code) };
  }
  const code = typed.toUpperCase().replace(/\s/g, '');
  return /^[0-9A-Z-]{6,40}$/.test(code) ? { code } : { wrong: '溯源码只有字母、数字和短横，请对照标签再填一次' };
}

interface CodeFormProps {
  label: string;
  placeholder: string;
  button: string;
  /** The page that a code leads to, or what is wrong with it. */
  read: (text: string) => { path: string } | { wrong: string };
}
/** A code as it is printed somewhere, and where it leads. */
export function CodeForm({ label, placeholder, button, read }: CodeFormProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const look = (event: FormEvent) => {
    event.preventDefault();
    const found = read(text);
    if ('wrong' in found) return setWrong(found.wrong);
    setWrong('');
    goTo(found.path);
  };
  return (
    <form onSubmit={look} noValidate className="no-print">
      <label htmlFor="code">{label}</label>
      <div className="ask row pad-1 lifted">
        <input
          id="code"
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={wrong !== ''}
          aria-describedby="code-wrong"
          placeholder={placeholder}
        />
        <button>{button}</button>
      </div>
      <p id="code-wrong" className="red" role="alert">
        {wrong}
      </p>
    </form>
  );
}

export const TraceForm = () => (
  <CodeForm
    label="标签上的溯源码"
    placeholder="印在二维码下面"
    button="查来历"
    read={(text) => {
      const found = codeIn(text);
      return 'wrong' in found ? found : { path: `/trace/${encodeURIComponent(found.code)}` };
    }}
  />
);
