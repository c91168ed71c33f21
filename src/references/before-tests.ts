import { shared } from '../realm';

/** What worker pools want done before each test, its hooks included, once they are loaded. */
export const beforeTests = shared('before-tests', () => ({ rememberModules: (): void => undefined }));
