"""A real RTSP camera for tests: shows a clip over and over on one world clock, so that a client that comes back
finds the world further on. Prints its port, then serves until it is killed."""

import argparse
import json
import os
import sys
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402


def read_clip(path):
    """The clip as H.264 access units: (bytes, time, duration, is key), times in nanoseconds."""
    pipeline = Gst.parse_launch(
        "filesrc name=file ! qtdemux ! h264parse config-interval=-1"
        " ! video/x-h264,stream-format=byte-stream,alignment=au ! appsink name=sink sync=false"
    )
    pipeline.get_by_name("file").set_property("location", path)
    pipeline.set_state(Gst.State.PLAYING)
    sink = pipeline.get_by_name("sink")
    units = []
    while (sample := sink.emit("try-pull-sample", 5 * Gst.SECOND)) is not None:
        buffer = sample.get_buffer()
        key = not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT)
        units.append((buffer.extract_dup(0, buffer.get_size()), buffer.dts_or_pts(), buffer.pts, buffer.duration, key))
    pipeline.set_state(Gst.State.NULL)
    if not units:
        sys.exit("the clip holds no H.264 picture")
    return units


Gst.Buffer.dts_or_pts = lambda self: self.pts if self.dts == Gst.CLOCK_TIME_NONE else self.dts


class World:
    """Plays the clip in a loop and gives each picture to every client, from a key picture on."""

    def __init__(self, units, began):
        self.units = units
        first = units[0][1]
        self.start = first
        self.length = units[-1][1] + max(units[-1][3], 1) - first
        self.began = began
        self.clients = []
        self.lock = threading.Lock()
        threading.Thread(target=self.run, daemon=True).start()

    def add(self, appsrc):
        with self.lock:
            self.clients.append({"source": appsrc, "ready": False, "base": None})

    def run(self):
        turn = int((time.time() - self.began) * Gst.SECOND // self.length)
        while True:
            for data, dts, pts, duration, key in self.units:
                at = turn * self.length + dts - self.start
                wait = self.began + at / Gst.SECOND - time.time()
                if wait < -0.5:
                    continue
                if wait > 0:
                    time.sleep(wait)
                self.send(data, at, at + pts - dts, duration, key)
            turn += 1

    def send(self, data, dts, pts, duration, key):
        with self.lock:
            clients = list(self.clients)
        for client in clients:
            client["ready"] = client["ready"] or key
            if not client["ready"]:
                continue
            if client["base"] is None:
                client["base"] = dts
            buffer = Gst.Buffer.new_wrapped(data)
            buffer.dts = dts - client["base"]
            buffer.pts = pts - client["base"]
            buffer.duration = duration
            if client["source"].emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                with self.lock:
                    self.clients = [other for other in self.clients if other is not client]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clip", required=True)
    parser.add_argument("--port", default="0")
    parser.add_argument("--began", type=float, required=True, help="when the world began, seconds since 1970")
    parser.add_argument("--username")
    parser.add_argument("--password")
    options = parser.parse_args()
    Gst.init(None)
    world = World(read_clip(options.clip), options.began)

    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(
        "( appsrc name=camera is-live=true format=time caps=video/x-h264,stream-format=byte-stream,alignment=au"
        " ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=1 )"
    )
    factory.connect("media-configure", lambda _, media: world.add(media.get_element().get_by_name("camera")))

    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(options.port)
    if options.username:
        require_password(server, factory, options.username, options.password or "")
    server.get_mount_points().add_factory("/stream", factory)
    if server.attach(None) == 0:
        sys.exit(f"port {options.port} is taken")
    # The test that started this server holds the other end: when it dies, so does the camera.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(json.dumps({"port": server.get_bound_port()}), flush=True)
    GLib.MainLoop().run()


def require_password(server, factory, username, password):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "viewer")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(username, password), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", GstRtspServer.RTSP_PERM_MEDIA_FACTORY_ACCESS, True)
    permissions.add_permission_for_role("viewer", GstRtspServer.RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, True)
    factory.set_permissions(permissions)


main()
