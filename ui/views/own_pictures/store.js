// @ts-check
// The pictures in the browser's own database. Where a browser has none, or allows none, every
// promise is rejected, and nothing is said in its console.
const DATABASE = "convscope"
const TABLE = "pictures"
const MOST_PICTURES = 3
const STAYS = 7 * 24 * 3600 * 1000 // ms

/** @typedef {{ mark: string, name: string, file: Uint8Array, at: number }} Stored */

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "mark" })
    asked.onsuccess = () => resolve(asked.result)
    asked.onblocked = () => reject(new Error("blocked"))
    asked.onerror = (event) => {
      event.preventDefault()
      reject(asked.error)
    }
  })
}

// Do something with the table, and return what that found once it is written.
/** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest} act */
async function inTable(mode, act) {
  const database = await opened()
  try {
    return await new Promise((resolve, reject) => {
      const work = database.transaction(TABLE, mode)
      const asked = act(work.objectStore(TABLE))
      work.oncomplete = () => resolve(asked.result)
      work.onabort = () => reject(work.error)
      work.onerror = (event) => event.preventDefault()
    })
  } finally {
    database.close()
  }
}

// The newest first; what is older than a week goes.
/** @returns {Promise<Stored[]>} */
export async function storedPictures() {
  /** @type {Stored[]} */
  const found = (await inTable("readonly", (table) => table.getAll())) ?? []
  found.sort((one, other) => other.at - one.at)
  const stays = found.filter((one, k) => k < MOST_PICTURES && Date.now() - one.at < STAYS)
  for (const one of found) if (!stays.includes(one)) await dropPicture(one.mark)
  return stays
}

/** @param {{ mark: string, name: string, file: Uint8Array }} one */
export function storePicture({ mark, name, file }) {
  const one = { mark, name, file: file.slice(), at: Date.now() }
  return inTable("readwrite", (table) => table.put(one))
}

/** @param {string} mark */
export function dropPicture(mark) {
  return inTable("readwrite", (table) => table.delete(mark))
}
