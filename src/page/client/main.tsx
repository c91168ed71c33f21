import type { ReportData } from '../../handover/report-data';
import { App } from './pages/app';
import { render } from './preact';
import { reportOf } from './report/report';
import './style/index.css';

const data = JSON.parse(document.getElementById('data')!.textContent) as ReportData;

render(<App report={reportOf(data)} />, document.getElementById('app')!);
