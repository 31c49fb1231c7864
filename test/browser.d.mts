import type { LaunchOptions } from 'playwright'
export const softwareGpuFlags: string[]
export function findBrowser(): string | undefined
export function launchOptions(): LaunchOptions
