import { testGunzip } from './gunzipping.ts'

testGunzip()
