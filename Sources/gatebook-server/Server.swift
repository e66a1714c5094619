#if Server
  import GatebookService
  import GatebookWeb
  import Hummingbird
  import HummingbirdCore
  import NIOCore
  import NIOPosix

  /// A header; what Hummingbird is made with has the type, and does not hand its name on.
  private typealias HTTPField = HTTPFields.Element

  /// Puts a site behind sockets: headers in, bytes out, and the limits of both. What is answered is
  /// decided by the site.
  struct Server {
    /// What one client may take of the machine.
    struct Limits {
      let connections: Int
      let idleSeconds: Int
      /// How many questions run at a time; so many hundreds more may wait.
      let questions: Int
    }

    private let site: CurrentSite
    private let limits: Limits
    private let upkeep: Upkeep?
    private let clientHeader: HTTPField.Name?

    /// - Parameter upkeep: nil if somebody else sees to it.
    init(_ site: CurrentSite, _ limits: Limits, clientHeader: String?, upkeep: Upkeep?) {
      self.site = site
      self.limits = limits
      self.upkeep = upkeep
      self.clientHeader = clientHeader.flatMap { HTTPField.Name($0) }
    }

    /// Whether a text can be the name of a header.
    static func isHeader(_ name: String) -> Bool { HTTPField.Name(name) != nil }

    /// Serves until it is told to stop by SIGTERM or SIGINT: what was begun is ended first.
    ///
    /// - Throws: `Failure` if it cannot listen.
    func run(on address: String, port: UInt16) async throws {
      // Tasks run where their connections are: to hand each request to another thread and back
      // would take a third of the time. What blocks runs on the threads of `Questions`.
      _ = NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
      let answers = Answers(
        current: site,
        questions: Questions(threads: limits.questions, waiting: limits.questions * 250),
        clientHeader: clientHeader)
      var application = Application(
        responder: answers,
        server: .http1(
          configuration: .init(
            idleTimeout: .seconds(Int64(limits.idleSeconds)),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: 8192, maxHeaderListSize: 16384, maxHeaderFieldCount: 100))),
        configuration: ApplicationConfiguration(
          address: .hostname(address, port: Int(port)),
          availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
        onServerRunning: { [upkeep] channel in
          let port = channel.localAddress?.port ?? Int(port)
          StandardError.write("gatebook-server: http://\(Self.host(address)):\(port)\n")
          upkeep?.start()
        })
      application.logger.logLevel = .error
      let polls = Task { await keepPolls() }
      let follower = Task { await site.follow() }
      defer {
        polls.cancel()
        follower.cancel()
      }
      do {
        try await application.runService()
      } catch {
        throw Failure.cannotListen(address: address, port: port, reason: "\(error)")
      }
      polls.cancel()
      await polls.value
      await upkeep?.stop()
    }

    /// An address as it stands in a URL.
    private static func host(_ address: String) -> String {
      address.contains(":") ? "[\(address)]" : address
    }

    /// Keeps who asked for which list now and then, and at the end; and tells each minute that this
    /// machine is at work.
    private func keepPolls() async {
      var minutes = 0
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(60))
        minutes += 1
        do {
          if Task.isCancelled || minutes % site.site.minutesOfPolls == 0 {
            try await Questions(threads: 1, waiting: 1).ask { [site] in
              try site.site.keepPolls(by: SystemUser.author)
            }
          }
        } catch {
          StandardError.write("gatebook-server: polls are kept later: \(error)\n")
        }
        do {
          try await Questions(threads: 1, waiting: 1).ask { [site] in
            try site.site.beat()
            try site.site.confirm()
          }
        } catch {
          StandardError.write(
            "gatebook-server: that this machine is at work, and what was done, is confirmed later: "
              + "\(error)\n")
        }
      }
    }
  }

  /// Answers each request: what is at hand at once, anything else on a thread of its own.
  private struct Answers: HTTPResponder {
    let current: CurrentSite
    let bodies = BodyQuota()
    let questions: Questions
    let clientHeader: HTTPField.Name?

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
      var asked = webRequest(request, context)
      let mostBody = request.method == .post ? current.site.mostBody(of: asked) : 0
      if mostBody == 0 {
        return Self.hasBody(request) ? Self.closing(Site.refusedBody) : await answer(asked)
      }
      // What is long is taken from those only who may send it.
      if mostBody > Site.smallForm, let refusal = await refusal(of: asked) {
        if let place = bodies.beginRefused() {
          await Self.drain(request)
          bodies.end(place)
        }
        return Self.closing(refusal)
      }
      // Until it is answered, as a form that waits for a thread is in memory, too.
      let announced = request.headers[.contentLength].flatMap { Int($0) }
      guard let place = bodies.begin(announced: announced, most: mostBody) else {
        return Self.closing(Site.overload)
      }
      defer { bodies.end(place) }
      guard let body = await Self.body(of: request, upTo: mostBody) else {
        return Self.closing(Site.refusedBody)
      }
      asked.body = body
      return await answer(asked)
    }

    private func answer(_ asked: WebRequest) async -> Response {
      let site = current.site
      if let prepared = site.prepared(asked) { return prepared.sent }
      do {
        return try await questions.ask { site.answer(asked) }.sent
      } catch {
        return site.refusal(of: asked, error).sent
      }
    }

    /// Why who asks may not send what is long; nil for who may.
    private func refusal(of asked: WebRequest) async -> WebResponse? {
      let site = current.site
      do {
        return try await questions.ask { site.refusal(ofBodyOf: asked) }
      } catch {
        return site.refusal(of: asked, error)
      }
    }

    /// For so long a form may take to come, however its bytes drip; a document for longer.
    private static func bodySeconds(_ most: Int) -> Int { most > 1 << 20 ? 60 : 10 }

    /// Reads the beginning of a body and keeps nothing of it: a browser that still sends does not
    /// hear an answer.
    private static func drain(_ request: Request) async {
      let body = request.body
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          var count = 0
          do {
            for try await part in body {
              count += part.readableBytes
              if count > BodyQuota.mostRefused { break }
            }
          } catch {}
        }
        group.addTask { try? await Task.sleep(for: .seconds(BodyQuota.refusedSeconds)) }
        await group.next()
        group.cancelAll()
      }
    }

    /// A form's bytes; nil if they are too many or come too slowly.
    private static func body(of request: Request, upTo most: Int) async -> [UInt8]? {
      let body = request.body
      return await withTaskGroup(of: [UInt8]?.self) { group in
        group.addTask {
          (try? await body.collect(upTo: most)).map { Array($0.readableBytesView) }
        }
        group.addTask {
          try? await Task.sleep(for: .seconds(bodySeconds(most)))
          return nil
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
      }
    }

    /// Whether a body is announced, which no question has.
    private static func hasBody(_ request: Request) -> Bool {
      request.headers[.transferEncoding] != nil
        || request.headers[.contentLength].map { $0 != "0" } ?? false
    }

    /// An answer to a request of which something is not read: nothing more can come after it.
    private static func closing(_ answer: WebResponse) -> Response {
      var response = answer.sent
      response.headers[.connection] = "close"
      return response
    }

    private static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")

    private func webRequest(_ request: Request, _ context: ConnectionContext) -> WebRequest {
      var asked = WebRequest(request.method.rawValue, request.head.path ?? "/")
      let headers = request.headers
      asked.headers.authorization = headers[.authorization]
      asked.headers.accept = headers[.accept]
      asked.headers.contentType = headers[.contentType]
      asked.headers.cookie = headers[.cookie]
      asked.headers.secFetchSite = Self.secFetchSite.flatMap { headers[$0] }
      asked.headers.acceptEncoding = headers[.acceptEncoding]
      asked.headers.ifNoneMatch = headers[.ifNoneMatch]
      asked.headers.ifModifiedSince = headers[.ifModifiedSince]
      asked.headers.range = headers[.range]
      asked.headers.ifRange = headers[.ifRange]
      asked.client =
        clientHeader.flatMap { headers[$0] }.map { String($0.prefix(64)) } ?? context.client
      return asked
    }
  }

  /// Whom a connection comes from.
  private struct ConnectionContext: InitializableFromSource {
    let client: String

    init(source: ApplicationRequestContextSource) {
      client = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
  }

  extension WebResponse {
    /// The form that Hummingbird sends, made once for what is given again.
    fileprivate var sent: Response {
      form { response in
        var headers = HTTPFields()
        for (name, value) in response.headers {
          if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
          status: HTTPResponse.Status(code: response.status), headers: headers,
          body: response.body.isEmpty
            ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
      }
    }
  }
#endif
