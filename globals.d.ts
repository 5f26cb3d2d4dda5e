/// <reference types="vite/client" />
/// <reference types="node" />

declare module '*.module.css' {
  const classes: Record<string, string>;
  export default classes;
}
