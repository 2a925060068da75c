/** Measures peers in turn, round after round. Who cannot be started or run is left out, and it is said. */
export async function inTurn(peers, rounds, measure) {
  const seen = new Map(peers.map((peer) => [peer, []]));
  const missing = [];
  for (let round = 1; round <= rounds; round++)
    for (const [peer, measured] of seen)
      try {
        measured.push(await measure(peer));
        console.log(`round ${round}  ${peer.name}  ${JSON.stringify(measured.at(-1))}`);
      } catch (error) {
        seen.delete(peer);
        missing.push(`${peer.name} could not be started or did not end well here, and takes no part.`);
        console.log(`${peer.name} takes no part: ${error.message}`);
      }
  return { seen, missing };
}
