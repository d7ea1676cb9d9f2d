// Waiting for the next packet of a camera holds one of libuv's threads; of its usual four, four silent cameras would
// hold all. The number is read when the first thread is used, so this stands before all else that reads anything.
// biome-ignore lint/style/noProcessEnv: libuv knows no other way
process.env.UV_THREADPOOL_SIZE ??= '160';
