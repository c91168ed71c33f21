export { render } from 'preact';
export type { ComponentChildren, JSX, RefObject } from 'preact';
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
