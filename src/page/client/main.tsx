import type { PageData } from '../page-data';
import { App } from './pages/app';
import { render } from './preact';
import { reportOf } from './report/report';

const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;

render(<App suite={data.suite} report={reportOf(data.report)} />, document.getElementById('app')!);
