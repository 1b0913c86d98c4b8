/** ML-DSA-44 (FIPS 204), for policies that name such a key: loaded only then. */

import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";

globalThis.tellersMldsa = (signature, message, publicKey) => ml_dsa44.verify(signature, message, publicKey);
