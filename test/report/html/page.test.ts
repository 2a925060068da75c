import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ReportDocument, RunDocument } from '../../../src/report/document.ts';
import { htmlPage } from '../../../src/report/html/html-page.ts';
import { questions } from '../../../src/report/questions.ts';
import { folder, shakedown } from '../../e2e/cli.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { launchChromium } = (await import(new URL('../../../scripts/chromium.mjs', import.meta.url).href)) as {
  launchChromium(): Promise<Browser>;
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const only = ['search/close-before-reply/first', 'llm/value-in-list/first', 'input/null-member', 'none/healthy'];
const past = { began: '2026-01-05T06:00:00.000Z', shakedown: '0', seed: 1, profile: 'quick', rigs: 2 };
const history: NonNullable<RunDocument['history']> = {
  runs: [{ ...past, verdict: 'holds', took: 900, verdicts: { holds: 5 }, findings: [] }],
  slower: [{ trial: 'classify/none/healthy', took: 900, usual: 90, runs: 3 }],
};
const place = folder({});
let browser: Browser;
let report: ReportDocument;
let run: RunDocument;

beforeAll(async () => {
  const [file, page] = [join(place.path, 'report.json'), join(place.path, 'real.html')];
  const asked = ['--reporter', `json=${file}`, '--reporter', `html=${page}`, '--out', place.path];
  const trials = only.flatMap((trial) => ['--only', `classify/${trial}`]);
  const args = [
    'run',
    'contracts/triage-pilot.contract.yaml',
    '--profile',
    'quick',
    '--no-shrink',
    ...trials,
    ...asked,
  ];
  const [launched, ended] = await Promise.all([launchChromium(), shakedown(args, root)]);
  browser = launched;
  expect(ended).toMatchObject({ code: 1, stderr: '' });
  report = JSON.parse(readFileSync(file, 'utf8'));
  run = report.runs[0]!;
  expect(run.findings.length).toBeGreaterThan(3);
  writeFileSync(
    join(place.path, 'hostile.html'),
    htmlPage({ ...report, runs: [...hostile(report).runs, { ...run, history }] }),
  );
});

afterAll(async () => {
  await browser?.close();
  place[Symbol.dispose]();
});

/** Opens a page, and collects what it asks for and what goes wrong in it. */
async function open(name: 'real' | 'hostile', address = '', options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const [asked, wrong]: [string[], string[]] = [[], []];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  const url = pathToFileURL(join(place.path, `${name}.html`)).href;
  await page.goto(url + address);
  return { page, asked, wrong, url, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until so many elements are there: the page draws when it has the time. */
const counts = (page: Page, selector: string, many: number) =>
  page.waitForFunction(([wanted, n]) => document.querySelectorAll(wanted).length === n, [selector, many] as const);

const text = (page: Page) => page.evaluate(() => document.body.innerText);

describe('the page of a run', () => {
  it('tells the verdict, every finding with its cause, line and reproduction, and asks for nothing', async () => {
    await using opened = await open('real');
    const { page, asked, wrong, url } = opened;
    await page.getByRole('button', { name: 'Open all' }).click();
    await counts(page, '.gantt', run.findings.length);
    const shown = await text(page);
    expect(shown).toContain(`does not hold: ${run.findings.length} findings`);
    expect(shown).toContain('support-ai');
    for (const { id, place, title } of run.findings) {
      expect(shown).toContain(`npx shakedown replay ${id}`);
      expect(shown).toContain(`${place.file}:${place.line}`);
      expect(shown).toContain(title);
    }
    expect(shown).toContain('      add-note:');
    expect(await page.locator('.quote .cited').count()).toBeGreaterThanOrEqual(run.findings.length);
    expect(asked).toEqual([url]);
    expect(wrong).toEqual([]);
  });

  it('shows what matches a search, in findings and in trials', async () => {
    await using opened = await open('real');
    const { page } = opened;
    const [{ id }] = run.findings.slice(-1) as [RunDocument['findings'][number]];
    await page.getByRole('searchbox').fill(id);
    await counts(page, '.finding', 1);
    await page.getByRole('searchbox').fill('none/healthy');
    await counts(page, '.finding', 0);
    expect(await page.locator('.trials').innerText()).toContain(`1 of ${run.trials.length} trials match`);
    await page.getByRole('searchbox').fill('');
    await counts(page, '.finding', run.findings.length);
    await page.getByLabel('Show').selectOption('held');
    await counts(page, '.finding', 0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await counts(page, '.finding', run.findings.length);
  });

  it('is read with the keyboard: from finding to finding, and from moment to moment', async () => {
    await using opened = await open('real');
    const { page } = opened;
    await page.locator('.finding > h3 > button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const second = '.finding:nth-child(2)';
    await counts(page, `${second} > h3 > button[aria-expanded=true]:focus`, 1);
    await page.locator(`${second} .moments li > button`).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await counts(page, `${second} .moments button[aria-expanded=true]:focus`, 1);
    expect(await page.locator(`${second} .message`).innerText()).toContain('content-type');
  });

  it('opens the finding or the trial that its address names', async () => {
    const { id } = run.findings.at(-1)!;
    await using opened = await open('real', `#finding-${id}`);
    const { page } = opened;
    await counts(page, `#finding-${id} > h3 > button[aria-expanded=true]:focus`, 1);
    await page.locator(`#finding-${id} details.others summary`).click();
    await page.locator(`#finding-${id} details.others a`).first().click();
    await page.locator('.trials li.named').waitFor();
  });

  it('opens a cell of its matrix', async () => {
    await using opened = await open('real');
    const { page } = opened;
    await page.getByRole('button', { name: /^classify × search, connection/ }).click();
    expect(await page.locator('.faults').innerText()).toContain('close-before-reply');
  });

  it.each(['light', 'dark'] as const)('has nothing that keeps people from reading it, in %s', async (colorScheme) => {
    await using opened = await open('real', '', { colorScheme });
    const { page } = opened;
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(colorScheme === 'light' ? 'rgb(250, 249, 246)' : 'rgb(19, 22, 27)');
    await page.getByRole('button', { name: 'Open all' }).click();
    await counts(page, '.gantt', run.findings.length);
    await page.locator('.moments li > button').first().click();
    await counts(page, '.message', 1);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const tool = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
      return (await tool.run()).violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]!.html}`);
    });
    expect(found.filter((violation) => /^(serious|critical)/.test(violation))).toEqual([]);
  });
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const attack =
  '</script><script>window.ran = 1</script><!--<script><img src=x onerror="window.ran = 2">\u202egnp\u0007\ud800';

/** The same report of a component that sent the worst: in every text that is not one of our own words. */
function hostile(document: ReportDocument): ReportDocument {
  const said =
    /^(told|expected|text|note|target|detail|wrote|curl|summary|owner|escalation|because|title|what|output|asks|fix)$/;
  const poisoned = JSON.parse(JSON.stringify(document), (key, value) =>
    typeof value === 'string' && said.test(key) ? `${value}${attack}` : value,
  );
  const [run] = poisoned.runs;
  run.contract.name += attack;
  run.contract.runbook = `javascript:window.ran=3//${attack}`;
  run.trials[0].id += attack;
  run.findings[0].observation.answer = {
    ...run.findings[0].observation.answer,
    kind: 'response',
    status: 200,
    headers: [['x-evil', attack]],
    body: { text: `${attack}${'x'.repeat(5_000_000)}`, length: 5_000_100 },
  };
  run.findings[0].timeline.at(-1).text += 'y'.repeat(5_000_000);
  return poisoned;
}

describe('whatever a component sent', () => {
  it('is text on the page, and never runs', async () => {
    await using opened = await open('hostile');
    const { page, asked, wrong, url } = opened;
    await page.getByRole('button', { name: 'Open all' }).first().click();
    await page.locator('.finding').first().locator('.moments li > button').last().click();
    await counts(page, '.message', 1);
    const shown = await text(page);
    expect(shown).toContain('</script><script>window.ran = 1</script><!--<script><img src=x');
    expect(shown).toContain('\\u202egnp\\u0007\\ud800');
    expect(shown.match(/.{0,80}[\u202e\u0007].{0,9}/g)).toBeNull();
    expect(shown.length).toBeLessThan(500_000);
    const found = await page.evaluate(() => ({
      ran: 'ran' in window,
      scripts: document.scripts.length,
      images: document.images.length,
      links: [...document.links].filter(({ protocol }) => protocol !== 'file:').map(({ href }) => href),
    }));
    expect(found).toEqual({ ran: false, scripts: 2, images: 0, links: [] });
    expect(asked).toEqual([url]);
    expect(wrong).toEqual([]);
  });

  it('keeps none of the other contracts from being read', async () => {
    const { id } = run.findings.at(-1)!;
    await using opened = await open('hostile', `#2-finding-${id}`);
    await opened.page.locator(`[id="2-finding-${id}"] .quote`).waitFor();
    expect(await opened.page.locator('#runs').innerText()).toContain('0 of 2 contracts hold');
    expect(await opened.page.locator('.trend').getAttribute('aria-label')).toContain('2026-01-05: 0 findings');
    expect(await opened.page.locator('.history').innerText()).toContain('classify/none/healthy: 900 ms, usually 90 ms');
  });

  it('could do nothing even if it were markup: the page forbids itself everything but its own script', async () => {
    await using opened = await open('hostile');
    let reached = 0;
    const server = createServer((_, response) => response.end(String(++reached)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const refused = await opened.page.evaluate(async (url) => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ran = 4';
      const image = new Image();
      image.src = url;
      document.body.append(script, image);
      await fetch(url).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { seen: seen.sort(), ran: 'ran' in window };
    }, address);
    server.close();
    expect(refused).toEqual({ seen: ['connect-src', 'img-src', 'script-src-elem'], ran: false });
    expect(reached).toBe(0);
  });
});

describe('the five questions', () => {
  const state = (changed: Partial<RunDocument>) =>
    Object.fromEntries(questions({ ...run, ...changed }).map((one) => [one.name, one.state]));

  it('are answered by what a run has seen', () => {
    expect(state({})).toMatchObject({ data: 'no', integration: 'no', workflow: 'no', ownership: 'yes' });
    const held = run.trials.map((trial) => ({ ...trial, verdict: 'holds' as const, broken: [] }));
    expect(state({ findings: [], trials: held })).toEqual({
      data: 'yes',
      integration: 'yes',
      workflow: 'open',
      measurement: 'open',
      ownership: 'yes',
    });
  });

  it('are open where nothing was tried', () => {
    const { owner: _, ...contract } = run.contract;
    expect(state({ findings: [], trials: [], contract })).toEqual({
      data: 'open',
      integration: 'open',
      workflow: 'open',
      measurement: 'open',
      ownership: 'no',
    });
  });
});
