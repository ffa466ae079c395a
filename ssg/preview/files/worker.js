/* Listens to the server once for all tabs of a browser: a browser allows six connections to one host. */
"use strict";
const ports = new Set();
let last = null;
let wait = 250;

function connect() {
  const source = new EventSource("/_preview/events");
  source.onmessage = (event) => {
    wait = 250;
    last = event.data;
    for (const port of ports) port.postMessage(last);
  };
  source.onerror = () => {
    /* a server that is restarted is asked again soon, one that has gone ever more seldom */
    source.close();
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 5000);
  };
}

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = (message) => message.data === "bye" && ports.delete(port);
  if (last) port.postMessage(last);
};
connect();
