import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { UNKNOWN } from '../gpus.ts'
import { use } from './backend.ts'

/** A WebGL context of our own, so that its loss is ours to handle. */
export interface Context {
  readonly gl: WebGL2RenderingContext
  /** “NVIDIA GeForce RTX 3060”, “SwiftShader, software”. */
  readonly name: string
  /** Whether a processor is known to play the graphics card. */
  readonly isSoftware: boolean
  /** Resolves when the context is lost. */
  readonly lost: Promise<unknown>
}

/** The context that tfjs' backend for WebGL was made with. */
let present: Context | null = null

/**
 * Makes tfjs ready to work in WebGL; where that cannot train, says why in a sentence. The context is kept until it is
 * lost.
 */
export async function useWebGL(): Promise<Context | string> {
  if (!present || present.gl.isContextLost()) {
    const context = openContext()
    if (typeof context === 'string') return context
    // Packed, four numbers to a texel, an odd row has a place too many, and what tfjs' operations leave there its products
    // of matrices add up.
    tf.env().set('WEBGL_PACK', false)
    // What tfjs asks of WebGL in general it asks of this context; on one of its own it would refuse software.
    setWebGLContext(2, context.gl)
    if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return 'WebGL computes in float16 here, which is too coarse to train in.'
    if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl')
    // The name is the one under which the kernels are registered; 2 is tfjs' own priority for it.
    tf.registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(context.gl as unknown as WebGLRenderingContext)), 2)
    present = context
  }
  await use('webgl')
  return present
}

function openContext(): Context | string {
  if (typeof OffscreenCanvas === 'undefined') return 'This browser has no WebGL beside the page.'
  const canvas = new OffscreenCanvas(1, 1)
  // Nothing is drawn that is seen.
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false, premultipliedAlpha: false, powerPreference: 'high-performance' })
  if (!gl) return 'This browser has no WebGL 2.'
  const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve, { once: true }))
  const renderer = rendererOf(gl)
  const isSoftware = /swiftshader|llvmpipe|softpipe|basic render/i.test(renderer)
  return { gl, name: /swiftshader/i.test(renderer) ? 'SwiftShader, software' : nameOf(renderer), isSoftware, lost }
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info')
  return String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? '')
}

/** “NVIDIA GeForce RTX 3060” of “ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)”. */
export function nameOf(renderer: string): string {
  const [, device = renderer] = /^ANGLE \([^,]*, (?:ANGLE Metal Renderer: )?(.+?)(?: \(0x| Direct3D|,|\)$)/.exec(renderer) ?? []
  return device || UNKNOWN
}
