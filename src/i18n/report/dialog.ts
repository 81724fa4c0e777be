/** Words of the window that makes a report; loaded with it. */
import type { Locale } from '../index.ts';

const zh = {
  title: '生成报告',
  standards: '对照的规划文件',
  noStandards: '不对照规划，只报告服务覆盖',
  scenario: '测算对象',
  asItIs: '现状（不含方案）',
  scenarioName: (number: number) => `方案 ${number}`,
  language: '报告语言',
  languages: { zh: '中文', en: 'English' },
  isPublic: '对外公开：老年人不足 10 名的社区不列数字',
  earlier: '与以前的测算结果比较（.json，可不选）',
  forget: '不比较',
  preview: '预览与打印（PDF）',
  formats: {
    docx: 'Word（DOCX）',
    xlsx: '表格（XLSX）',
    html: '网页（HTML）',
    geojson: '地图（GeoJSON）',
    fgb: '地图（FlatGeobuf）',
  },
  evaluation: '本次测算结果（.json，供以后比较）',
  images: '图件（SVG）',
  making: '正在生成报告',
  print: '打印或存为 PDF',
  close: '关闭预览',
  frame: '报告预览',
  note: '报告在本机生成，不上传任何资料。打印时选择“另存为 PDF”，页码自动编排。',
};
type DialogWords = typeof zh;

const en: DialogWords = {
  title: 'Make a report',
  standards: 'Plans to test against',
  noStandards: 'None: coverage only',
  scenario: 'What is reported',
  asItIs: 'As it is, without a scenario',
  scenarioName: (number) => `Scenario ${number}`,
  language: 'Language of the report',
  languages: { zh: '中文', en: 'English' },
  isPublic: 'For the public: no figures for communities with fewer than 10 elders',
  earlier: 'Compare with an earlier evaluation (.json, if you like)',
  forget: 'Do not compare',
  preview: 'Preview and print (PDF)',
  formats: {
    docx: 'Word (DOCX)',
    xlsx: 'Workbook (XLSX)',
    html: 'Web page (HTML)',
    geojson: 'Map (GeoJSON)',
    fgb: 'Map (FlatGeobuf)',
  },
  evaluation: 'This evaluation (.json, to compare later)',
  images: 'Figures (SVG)',
  making: 'Making the report',
  print: 'Print or save as PDF',
  close: 'Close the preview',
  frame: 'Preview of the report',
  note: 'The report is made on this machine; nothing is uploaded. Choose "Save as PDF" when printing; pages are numbered.',
};

const WORDS: Record<Locale, DialogWords> = { zh, en };

export function reportDialogWords(locale: Locale): DialogWords {
  return WORDS[locale];
}
