/** Name of the connection a shell opens. Apart from the contract, whose checker stays out of every page. */
export const SHELL = 'shell';
