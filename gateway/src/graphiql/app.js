/* global React, ReactDOM, GraphiQL */
'use strict';

/** The token stays in this page's memory: it is gone when the page is. */
let token = null;
const byId = (id) => document.getElementById(id);

async function fetchToken() {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: byId('client').value.trim(),
    client_secret: byId('secret').value.trim(),
  });
  const response = await fetch('/oauth/token', { method: 'POST', body: form });
  const answer = await response.json();
  token = response.ok ? answer.access_token : null;
  byId('said').textContent = response.ok
    ? `令牌一小时内有效，范围：${answer.scope}`
    : `没有拿到令牌：${answer.error ?? answer.code}`;
}

async function ask(parameters) {
  const send = () =>
    fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(parameters),
    });
  let response = await send();
  // Its hour is over.
  if (response.status === 401 && token) {
    await fetchToken();
    if (token) response = await send();
  }
  return response.json();
}

const readJson = async (path) => (await fetch(path)).json();

async function start() {
  byId('bar').addEventListener('submit', (event) => {
    event.preventDefault();
    void fetchToken();
  });
  // A program to try things out as: the first example is answered at once.
  if (byId('client').value && byId('secret').value) await fetchToken();
  const [schema, examples] = await Promise.all([
    readJson('/graphiql/schema.json'),
    readJson('/graphiql/examples.json'),
  ]);
  const nothing = { getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {}, length: 0 };
  ReactDOM.createRoot(byId('graphiql')).render(
    React.createElement(GraphiQL, {
      fetcher: ask,
      schema,
      storage: nothing,
      defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    }),
  );
}
void start();
