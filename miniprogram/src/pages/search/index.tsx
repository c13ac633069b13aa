import { Input, View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { Search, SearchSuggestions, type SearchQuery } from '@/api/shop';
import { ask } from '@/lib/client';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { keepOwn, ownKept } from '@/lib/holder';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cards } from '@/ui/Cards';

const HISTORY = 'search.history';
const HISTORY_MAX = 10;
const PAUSE_MS = 250;
const LETTERS_MAX = 40;
const pick = (result: SearchQuery) => result.search;

/** Suggestions while one types, once the finger rests. */
function useSuggestions(text: string): readonly string[] {
  const [found, setFound] = useState<{ of: string; words: readonly string[] }>({ of: '', words: [] });
  useEffect(() => {
    if (!text) return;
    const timer = setTimeout(() => {
      // Without them one searches all the same.
      ask(SearchSuggestions, { text }).then(
        ({ searchSuggestions }) => setFound({ of: text, words: searchSuggestions }),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text && found.of ? found.words : [];
}

function Results({ text, head }: { text: string; head: React.ReactNode }) {
  const list = useList(Search, { text, first: 20 }, pick);
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      head={head}
      isEmpty={(products) => products.length === 0}
      empty={{
        text: `没有找到“${text}”`,
        more: '换个词试试，也可以用拼音，比如 dami',
        action: <Button onTap={() => go('/pages/categories/index')}>看看分类</Button>,
      }}
    >
      {(products) => (
        <>
          <Cards products={products} wide />
          <More list={list} />
        </>
      )}
    </Page>
  );
}

export default function SearchPage() {
  const { params } = useRouter();
  const [text, setText] = useState(params['text'] ? decodeURIComponent(params['text']) : '');
  const [searched, setSearched] = useState(text);
  const [history, setHistory] = useState(() => ownKept<string[]>(HISTORY) ?? []);
  const suggestions = useSuggestions(text.trim() === searched ? '' : text.trim());

  const search = (wanted: string): void => {
    const words = wanted.trim().slice(0, LETTERS_MAX);
    if (!words) return;
    setText(words);
    setSearched(words);
    const next = [words, ...history.filter((one) => one !== words)].slice(0, HISTORY_MAX);
    keepOwn(HISTORY, next);
    setHistory(next);
  };
  const clear = (): void => {
    keepOwn(HISTORY, []);
    setHistory([]);
  };
  const type = (value: string): void => {
    setText(value);
    if (!value) setSearched('');
  };
  const head = (
    <View className="search-head row on-card pad-y-2 pad-x-3">
      <Input
        className="grow touch on-sunk r-act pad-x-4"
        value={text}
        focus={!text}
        maxlength={LETTERS_MAX}
        confirmType="search"
        placeholder="想找什么？"
        aria-label="搜索词"
        onInput={(event) => type(event.detail.value)}
        onConfirm={(event) => search(event.detail.value)}
      />
      <Button kind="main" onTap={() => search(text)}>
        搜索
      </Button>
    </View>
  );

  if (searched && text.trim() === searched) return <Results key={searched} text={searched} head={head} />;
  return (
    <Page head={head}>
      {suggestions.length > 0 && (
        <View className="section">
          {suggestions.map((word) => (
            <View key={word} className="cell" aria-role="button" onClick={() => search(word)}>
              {word}
            </View>
          ))}
        </View>
      )}
      {!text && history.length === 0 && (
        <View className="section grey">输入商品、产地或店铺的名字。也可以用拼音，比如 dami。</View>
      )}
      {!text && history.length > 0 && (
        <View className="section">
          <View className="between">
            <View className="title">搜过的</View>
            <Button kind="plain" small onTap={clear}>
              清空
            </Button>
          </View>
          <View className="row wrap pad-y-2">
            {history.map((word) => (
              <View key={word} className="chip" aria-role="button" onClick={() => search(word)}>
                {word}
              </View>
            ))}
          </View>
        </View>
      )}
    </Page>
  );
}
