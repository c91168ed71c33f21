import { attend } from './attend';
import { byCallback } from './call-back';
import { type MethodOf, replaceMethod, restoreMethods } from './method';
import { type AnyFunction, type Caller, type Label, type Observed, observed } from './observed';

// Taken once: in Jest's VM each look at a global costs as much as the rest of a call.
const { apply } = Reflect;

const plainly: Caller = {
  call: (attendant, fn, self, args) => attend(() => apply(fn, self, args) as unknown, attendant),
  inputOf: (args) => args,
};

/**
 * The same function, with its calls recorded: for code under test that uses no pool of ours.
 *
 * Whatever it was called with, on and through stays as it was: `this`, arguments, the very value or promise it gives,
 * generics, `name`, `length`, and all that a `jest.fn()` can do; a rejection that nobody handles is reported as before.
 * Each call is a span that carries its arguments as a list, and lasts until the promise it gave has settled, the async
 * iterator it gave is done, or, of a plain value, no time at all. Inside `simulate` the spans belong to the simulation,
 * and to the task or call in which they began; outside, to the test, on the real clock.
 *
 * Matchers judge it as they judge a server: by the calls of the last simulation in this test, or of the test itself,
 * whichever it was last called in. A recursive call counts with the outermost one.
 *
 * @param fn - a function; one that is observed already is given back as it is.
 * @param label - a text: what the function is called, default its own name. A function of the arguments: what each call
 *   is called; default the arguments, if they are texts and numbers, else its number, `#0`.
 * @throws UsageError if `fn` is no function, or `label` neither; or if it is observed already, under another label.
 * @example
 * const fetchPage = observe(async (page) => sleepFor(page === 'a' ? 300 : 100));
 * await simulate(() => Promise.all(['a', 'b', 'c'].map((page) => fetchPage(page))));
 * expect(fetchPage).toRunInParallel(3);
 * expect(fetchPage).toBeOrderedLike(['a', 'b', 'c']);
 */
export function observe<F extends AnyFunction>(fn: F, label?: Label<F>): Observed<F> {
  return observed(fn, label, plainly);
}

/**
 * The same function, with its calls recorded until they call back: for functions that take a callback as their last
 * argument, as `async.queue` and Node's older interfaces do. A first argument that says something is an error.
 *
 * The callback is left out of the span's input. A call without one is recorded as by `observe`.
 *
 * @param fn - a function that takes a callback last.
 * @param label - as of `observe`.
 * @throws UsageError as `observe` does.
 * @example
 * const work = observe.callback((ms, done) => void setTimeout(done, ms, null, ms), 'work');
 * await simulate(() => new Promise((resolve) => work(30, resolve)));
 * expect(work).toTake(30);
 */
observe.callback = function callback<F extends AnyFunction>(fn: F, label?: Label<F>): Observed<F> {
  return observed(fn, label, byCallback);
};

/**
 * Observes a method where it is, so that code under test calls the observed one.
 *
 * It is put back when the test is over in which it was observed; if that was outside a test, when the test file is over;
 * sooner by `using` or `observe.restore`. A method that is observed already stays as it is.
 *
 * @param object - what has the method, itself or from its class.
 * @param name - the method's name.
 * @param label - as of `observe`; by default it is called by its name.
 * @returns the observed method, for matchers to judge.
 * @throws UsageError if there is no such method, or it cannot be replaced: of a frozen object, or of an ES module.
 * @example
 * const api = { load: (id) => sleepFor(10 * id) };
 * const load = observe.method(api, 'load');
 * await simulate(() => Promise.all([api.load(1), api.load(2)]));
 * expect(load).toRunInParallel(2);
 */
observe.method = function method<T extends object, K extends MethodOf<T>>(
  object: T,
  name: K,
  label?: Label<Extract<T[K], AnyFunction>>,
): Observed<Extract<T[K], AnyFunction>> & Disposable {
  const usualName = String(name);
  const observeIt = (fn: AnyFunction, restore: () => void): AnyFunction =>
    observed(fn, label as Label<AnyFunction> | undefined, plainly, { usualName, extras: [[Symbol.dispose, restore]] });
  return replaceMethod(object, name, observeIt) as never;
};

/**
 * Puts back all methods that are observed, now rather than when their tests are over.
 *
 * @example
 * const api = { load: sleepFor };
 * observe.method(api, 'load');
 * observe.restore();
 * api.load === sleepFor // => true
 */
observe.restore = restoreMethods;
