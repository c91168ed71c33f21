import Module from 'node:module';
import type { FreeVariable } from './free-variables';
import type { HelperSource } from './task-reference';

/** What compilers and coverage put around a function, which a worker can be given: by name, where it comes from. */
export function helperFor(variable: FreeVariable, file: string): HelperSource | undefined {
  const { name } = variable;
  if (/^cov_[\da-z]+$/.test(name)) return { module: '' };
  if (name === 'tslib_1' || name === 'tslib') return { module: require.resolve('tslib') };
  if (/^__[a-z]/i.test(name)) return ofTypeScript(name);
  if (/^_interop_?require_?wildcard$/i.test(name)) return ofTypeScript('__importStar');
  if (/^_interop_?require_?default$/i.test(name)) return ofTypeScript('__importDefault');
  return name.startsWith('_') ? (ofBabel(name, file) ?? ofSwc(variable, file)) : undefined;
}

/** Whether a name is a compiler's, so that its user has never seen it. */
export function isCompilerName(name: string): boolean {
  return (
    /^__[a-z]\w+$/i.test(name) ||
    /^_(async|await|class|create|object|to|sliced?|ts|call|call_?super|extends|inherits|iterable|wrap|possible|get_prototype|instanceof|type_of|define|unsupported|array|regenerator|throw|using)\w*$/i.test(
      name,
    ) ||
    name === 'asyncGeneratorStep'
  );
}

function ofTypeScript(name: string): HelperSource | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: few functions need it
  const helpers = require('tslib') as Readonly<Record<string, unknown>>;
  return name in helpers ? { module: require.resolve('tslib'), member: name } : undefined;
}

/** Babel's own package of its helpers, if the project has it. */
function ofBabel(name: string, file: string): HelperSource | undefined {
  const module = resolved(`@babel/runtime/helpers/${name.slice(1)}`, file);
  return module === undefined ? undefined : { module };
}

/** SWC's: imported ones are used as `_async_to_generator._(…)`, inlined ones are called. */
function ofSwc({ name, members }: FreeVariable, file: string): HelperSource | undefined {
  const module = resolved(`@swc/helpers/_/${name}`, file);
  if (module === undefined) return undefined;
  return members?.join() === '_' ? { module } : { module, member: '_' };
}

function resolved(request: string, file: string): string | undefined {
  try {
    return Module.createRequire(file).resolve(request);
  } catch {
    return undefined;
  }
}
